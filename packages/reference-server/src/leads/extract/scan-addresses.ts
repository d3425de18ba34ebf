import { beforeBareEscape, localPartsBefore, SEAM } from './local-part.ts';
import { mailDomain, registeredDomain } from './mail-domain.ts';
import { withoutLoudHint } from './spam-hints.ts';

export { SEAM } from './local-part.ts';

export interface ScanOptions {
  readonly allowTestTlds: boolean;
  /** The registered domain of the page's site; `''` when it is unknown. */
  readonly own: string;
  /** `own` backwards and in ROT13, as it stands in protected addresses of the site. */
  readonly ownTurned: readonly string[];
}

const MAX_SCANNED_CHARACTERS = 320;

const domainCharacter = /[\p{L}\p{M}\p{N}.\u0001-]/u;

/**
 * Yields the addresses around each '@' of a text, in lower case with an ASCII domain. The time is linear in the text.
 * Only the form is checked; see `isPlausible`.
 */
export function* scanAddresses(text: string, options: ScanOptions): Generator<string> {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const found = isBlank(text.charAt(at - 1)) ? null : domainAfter(text, at, options);
    if (found === null) continue;
    const isInternational = /[^\x20-\x7E]/.test(found.written) || found.domain.startsWith('xn--');
    for (const local of localPartsBefore(text, at, isInternational))
      yield `${withoutLoudHint(local).toLowerCase()}@${found.domain}`;
  }
}

const isBlank = (character: string): boolean => character.trim() === '';

interface FoundDomain {
  readonly domain: string;
  /** The domain as it stands in the text. */
  readonly written: string;
}

/** Returns the likeliest domain; behind an '@' with tags in the domain, that of the site if it is one of the possible. */
function domainAfter(text: string, at: number, { allowTestTlds, own }: ScanOptions): FoundDomain | null {
  let end = at + 1;
  while (end < text.length && end - at < MAX_SCANNED_CHARACTERS && domainCharacter.test(text.charAt(end)))
    end++;
  const found = beforeBareEscape(text.slice(at + 1, end));
  const quiet = withoutLoudHint(found);
  const mayBeOwn =
    own !== '' && found.includes(SEAM) && found.replaceAll(SEAM, '').toLowerCase().includes(own);
  let first: FoundDomain | null = null;
  for (const source of quiet === found ? [found] : [quiet, found]) {
    for (const written of possibleDomains(source)) {
      const domain = mailDomain(written, allowTestTlds);
      if (domain === null) continue;
      if (!mayBeOwn || registeredDomain(domain) === own) return { domain, written };
      first ??= { domain, written };
    }
  }
  return first;
}

/** Yields the texts that may be the domain, the likeliest first. Each ends at a seam or before a word that follows. */
function* possibleDomains(found: string): Generator<string> {
  const pieces = found.split(SEAM);
  if (pieces.length === 1) {
    yield* trimmed(found);
    return;
  }
  if (isSpelled(pieces)) yield* trimmed(pieces.join(''));
  let joined = '';
  for (const [index, piece] of pieces.entries()) {
    joined += piece;
    const next = pieces.slice(index + 1).filter((text) => text !== '');
    if (joined !== '' && !/^[.-]/.test(next[0] ?? '')) {
      yield* continued(joined, next);
      yield* trimmed(joined);
    }
    if (index > 30) return;
  }
}

/** Yields `example.com` for `example.c`, `o` and `m`, the longest first, because a browser shows no gap between tags. */
function* continued(start: string, next: readonly string[]): Generator<string> {
  if (!/\.[a-z]*$/.test(start)) return;
  const end = next.findIndex((piece) => !/^[a-z]{1,12}$/.test(piece));
  const letters = next.slice(0, Math.min(end === -1 ? next.length : end, 6));
  for (let count = letters.length; count > 0; count--)
    if (!/^[.-]/.test(next[count] ?? '')) yield start + letters.slice(0, count).join('');
}

/** Detects markup with a tag around each letter. */
const isSpelled = (pieces: readonly string[]): boolean =>
  pieces.length > 4 && pieces.filter(({ length }) => length > 1).length * 4 < pieces.length;

/** Last labels of networks inside a company. The domain before them is no address on the internet. */
const internalSuffix = /\.(?:local|lan|internal|localdomain|intranet|home|corp|arpa)$/i;

function* trimmed(domain: string): Generator<string> {
  const bare = domain.replace(/[.-]+$/, '');
  const sentence = /^(.*\.[a-z]+)\.[A-Z][a-z]+$/.exec(bare)?.[1];
  if (sentence !== undefined) yield sentence;
  yield bare;
  const ascii = /^[\x20-\x7E]+/.exec(bare)?.[0] ?? '';
  if (ascii !== bare) yield ascii.replace(/[.-]+$/, '');
  const glued = /^(.*?\.[a-z]{2,})[A-Z]/.exec(ascii)?.[1];
  if (glued !== undefined) yield glued;
  const shorter = ascii.slice(0, ascii.lastIndexOf('.'));
  if (shorter.includes('.') && !internalSuffix.test(ascii)) yield shorter;
}
