import { mailDomain } from './mail-domain.ts';
import { decodePercentOrKeep } from './percent-encoding.ts';

/** The character that stands for an inline tag in text. An address may continue after the tag or end before it. */
export const SEAM = '\u0001';

export interface ScanOptions {
  readonly allowTestTlds: boolean;
}

const MAX_LOCAL_CHARACTERS = 64;
const MAX_SCANNED_CHARACTERS = 320;
const MAX_TOKEN_CHARACTERS = 200;

const localCharacter = /[A-Za-z0-9.!#$%&'*+=?^_`{|}~-]/;
const domainCharacter = /[\p{L}\p{M}\p{N}.-]/u;
const accentedLetter = /[À-ɏ]/;

/**
 * Yields the addresses around each '@' of a text, in lower case with an ASCII domain. The time is linear in the text.
 * Only the form is checked; see `isPlausible`.
 */
export function* scanAddresses(text: string, options: ScanOptions): Generator<string> {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const local = parseLocal(text, at);
    if (local === null) continue;
    const domain = parseDomain(text, at, options);
    if (domain !== null) yield `${local.toLowerCase()}@${domain}`;
  }
}

function parseLocal(text: string, at: number): string | null {
  let start = at;
  while (start > 0 && at - start < MAX_SCANNED_CHARACTERS && isPart(text.charAt(start - 1), localCharacter))
    start--;
  const before = text.charAt(start - 1);
  if (accentedLetter.test(before) || before === '@' || isUserInfo(text, start)) return null;
  const local = decodePercentOrKeep(joinLocal(text.slice(start, at).split(SEAM)))
    .trim()
    .replace(/^[^A-Za-z0-9_]+/, '');
  const isWellFormed =
    local !== '' && local.length <= MAX_LOCAL_CHARACTERS && !local.endsWith('.') && !local.includes('..');
  return isWellFormed && /^[A-Za-z0-9.!#$%&'*+=?^_`{|}~-]+$/.test(local) ? local : null;
}

const isPart = (character: string, allowed: RegExp): boolean => character === SEAM || allowed.test(character);

/**
 * Joins the pieces of a local part that seams separate, from the last piece to the first. A piece is joined when a dot
 * or a single letter connects it, as in markup with a tag around each letter.
 */
function joinLocal(pieces: readonly string[]): string {
  let local = '';
  for (const piece of pieces.toReversed()) {
    const isConnected = local === '' || /^[.+_-]/.test(local) || /[.+_-]$/.test(piece) || local.length === 1;
    if (piece !== '' && !isConnected && !(piece.length === 1 && local.length < 4)) break;
    local = piece + local;
  }
  return local;
}

/**
 * Returns true for the user in `https://user:secret@host`, and false for an address such as in `?to=ann@example.com`.
 */
function isUserInfo(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - MAX_TOKEN_CHARACTERS), start);
  const scheme = before.lastIndexOf('://');
  if (scheme === -1 || /[\s"'<>()]/.test(before.slice(scheme))) return false;
  return !before.endsWith('=') && !before.endsWith('mailto:');
}

function parseDomain(text: string, at: number, { allowTestTlds }: ScanOptions): string | null {
  let end = at + 1;
  while (end < text.length && end - at < MAX_SCANNED_CHARACTERS && isPart(text.charAt(end), domainCharacter))
    end++;
  for (const candidate of possibleDomains(text.slice(at + 1, end))) {
    const domain = mailDomain(candidate, allowTestTlds);
    if (domain !== null) return domain;
  }
  return null;
}

/** Yields the texts that may be the domain, the likeliest first. Each ends at a seam or before a word that follows. */
function* possibleDomains(found: string): Generator<string> {
  const pieces = found.split(SEAM);
  if (isSpelled(pieces)) yield* trimmed(pieces.join(''));
  let joined = '';
  for (const [index, piece] of pieces.entries()) {
    joined += piece;
    const next = pieces.slice(index + 1).find((text) => text !== '') ?? '';
    if (joined !== '' && !/^[.-]/.test(next)) yield* trimmed(joined);
    if (index > 30) return;
  }
}

/** Detects markup with a tag around each letter. */
const isSpelled = (pieces: readonly string[]): boolean =>
  pieces.length > 4 && pieces.filter(({ length }) => length > 1).length * 4 < pieces.length;

function* trimmed(domain: string): Generator<string> {
  const bare = domain.replace(/[.-]+$/, '');
  const sentence = /^(.*[a-z])\.[A-Z][a-z]+$/.exec(bare)?.[1];
  if (sentence !== undefined) yield sentence;
  yield bare;
  const ascii = /^[\x20-\x7E]+/.exec(bare)?.[0] ?? '';
  if (ascii !== bare) yield ascii.replace(/[.-]+$/, '');
  const glued = /^(.*?\.[a-z]{2,})[A-Z]/.exec(ascii)?.[1];
  if (glued !== undefined) yield glued;
  const shorter = ascii.slice(0, ascii.lastIndexOf('.'));
  if (shorter.includes('.')) yield shorter;
}
