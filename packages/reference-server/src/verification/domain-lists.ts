import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import { parse } from 'tldts';
import { lazy } from '../pacing/cache.ts';
import { freeDomains, institutions, lastingDomains, sharedParents } from './domains/lasting-domains.ts';

const load = createRequire(import.meta.url);

const listed = lazy(() => {
  const { blacklist } = load('mailchecker') as { blacklist: () => ReadonlySet<string> };
  const domains = new Set(load('disposable-email-domains') as readonly string[]);
  for (const domain of blacklist()) domains.add(domain);
  return domains;
});

const wildcards = lazy(() => new Set(load('disposable-email-domains/wildcard.json') as readonly string[]));

/** One domain per line. See `seed/make-free-domains.mjs`. */
const packedFreeDomains = new URL('../../seed/free-domains.br', import.meta.url);

const free = lazy(() => {
  const text = brotliDecompressSync(readFileSync(packedFreeDomains)).toString();
  return new Set([...text.trimEnd().split('\n'), ...freeDomains]);
});

/** Returns whether the domain or a domain above it offers disposable addresses. */
export function isDisposable(domain: string): boolean {
  const suffixes = suffixesOf(domain);
  if (institutions.test(domain) || suffixes.some((suffix) => lastingDomains.has(suffix))) return false;
  if (listed().has(domain)) return true;
  const own = registrable(domain);
  return suffixes.some((suffix) => suffix.length >= own.length && isListedWhole(suffix));
}

/** Returns whether all names below the domain are disposable. */
const isListedWhole = (domain: string): boolean =>
  (listed().has(domain) || wildcards().has(domain)) && !sharedParents.has(domain);

/** Returns whether the domain offers free lasting mailboxes to everyone, as Gmail and Outlook do. */
export const isFreeProvider = (domain: string): boolean => free().has(domain) && !isDisposable(domain);

/** Returns the domain and its parents down to two labels: `b.example.com`, `example.com`. */
function suffixesOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}

/** Returns the part that one owner has registered, also below services that give names away, such as `mooo.com`. */
const registrable = (domain: string): string =>
  parse(domain, { allowPrivateDomains: true, validateHostname: false }).domain ?? domain;
