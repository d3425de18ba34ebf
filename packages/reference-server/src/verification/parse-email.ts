import { domainToASCII, domainToUnicode } from 'node:url';

const testDomain = /\.(?:test|example|invalid|localhost)$/;

/** Returns whether a lower-case domain is reserved for tests (RFC 2606). The simulated internet uses `.test`. */
export const isTestDomain = (domain: string): boolean => testDomain.test(domain);

export interface ParsedEmail {
  /** Lower case, the domain in ASCII. */
  readonly email: string;
  readonly local: string;
  readonly domain: string;
}

const atom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+$/;
/**
 * RFC 6531 allows every script. Emoji and other symbols are left out, because no mail provider has mailboxes with them
 * (RFC 8265 forbids them in user names). A combining mark at the start would combine with the character before it.
 */
const internationalAtom = /^(?!\p{M})(?!.*[\u20e3\ufe00-\ufe0f])[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
const label = /^(?!..--|-)[a-z0-9-]{1,63}(?<!-)$|^xn--[a-z0-9-]{1,59}(?<!-)$/;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])$/;

/**
 * Parses an address (RFC 5321 dot-atoms, RFC 6531 letters), or returns null. Quoted local parts, display names, address
 * literals and host names without a dot are not accepted.
 */
export function parseEmail(text: string): ParsedEmail | null {
  const at = text.lastIndexOf('@');
  if (at < 1 || /[\s\p{Cc}\p{Cf}]/u.test(text)) return null;
  const local = text.slice(0, at).normalize('NFC').toLowerCase();
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null || !isLocalPart(local)) return null;
  const email = `${local}@${domain}`;
  return Buffer.byteLength(email) > 254 ? null : { email, local, domain };
}

/** Returns each well-formed address of a list once, in its parsed form. */
export const parseEmails = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => parseEmail(text)?.email ?? [])),
];

function isLocalPart(local: string): boolean {
  if (Buffer.byteLength(local) > 64) return false;
  return local.split('.').every((part) => atom.test(part) || internationalAtom.test(part));
}

function asciiDomain(text: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}\p{So}.。．｡-]+$/u.test(text)) return null;
  const domain = domainToASCII(text).toLowerCase();
  const labels = domain.split('.');
  if (domain.length > 253 || labels.length < 2 || !labels.every(isLabel)) return null;
  return topLevel.test(labels.at(-1) ?? '') ? domain : null;
}

/** Refuses an `xn--` label that encodes nothing, because `domainToASCII` accepts it. */
const isLabel = (text: string): boolean =>
  label.test(text) && (!text.startsWith('xn--') || domainToUnicode(text) !== text);
