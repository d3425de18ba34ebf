import { mailDomain } from './mail-domain.ts';

/** Stands where an inline tag was: an address may go on behind it, or end there. */
export const seam = '\u0001';

export interface ScanOptions {
  readonly allowTestTlds: boolean;
}

const longestLocal = 64;
const longestReach = 320;
const longestToken = 200;

const localCharacter = /[A-Za-z0-9.!#$%&'*+=?^_`{|}~-]/;
const domainCharacter = /[\p{L}\p{M}\p{N}.-]/u;
const accentedLetter = /[À-ɏ]/;

/**
 * Finds addresses by their '@', so that the time is linear in the text whatever it holds.
 * Gives them in lower case with an ASCII domain; it judges form, not sense.
 */
export function* scanAddresses(text: string, options: ScanOptions): Generator<string> {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const local = readLocal(text, at);
    if (local === null) continue;
    const domain = readDomain(text, at, options);
    if (domain !== null) yield `${local.toLowerCase()}@${domain}`;
  }
}

function readLocal(text: string, at: number): string | null {
  let start = at;
  while (start > 0 && at - start < longestReach && isPart(text.charAt(start - 1), localCharacter)) start--;
  const before = text.charAt(start - 1);
  if (accentedLetter.test(before) || before === '@' || isUserInfo(text, start)) return null;
  const local = decodePercent(joinLocal(text.slice(start, at).split(seam))).replace(/^[^A-Za-z0-9_]+/, '');
  const isWellFormed =
    local !== '' && local.length <= longestLocal && !local.endsWith('.') && !local.includes('..');
  return isWellFormed && /^[A-Za-z0-9.!#$%&'*+=?^_`{|}~-]+$/.test(local) ? local : null;
}

const isPart = (character: string, allowed: RegExp): boolean => character === seam || allowed.test(character);

/** The last piece is the whole name, unless it hangs on a dot or a single letter, as in letter-by-letter markup. */
function joinLocal(pieces: readonly string[]): string {
  let local = '';
  for (const piece of pieces.toReversed()) {
    const hangs = local === '' || /^[.+_-]/.test(local) || /[.+_-]$/.test(piece) || local.length === 1;
    if (piece !== '' && !hangs && !(piece.length === 1 && local.length < 4)) break;
    local = piece + local;
  }
  return local;
}

/** `https://user:secret@host`: what stands before the '@' is no mailbox, unless it is a query's value. */
function isUserInfo(text: string, start: number): boolean {
  let from = start;
  while (from > 0 && start - from < longestToken && !/[\s"'<>()]/.test(text.charAt(from - 1))) from--;
  const token = text.slice(from, start);
  return token.includes('://') && !token.endsWith('=') && !token.endsWith('mailto:');
}

function decodePercent(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text;
  }
}

function readDomain(text: string, at: number, { allowTestTlds }: ScanOptions): string | null {
  let end = at + 1;
  while (end < text.length && end - at < longestReach && isPart(text.charAt(end), domainCharacter)) end++;
  for (const candidate of domainReadings(text.slice(at + 1, end))) {
    const domain = mailDomain(candidate, allowTestTlds);
    if (domain !== null) return domain;
  }
  return null;
}

/** Where the domain may end, likeliest first: at a seam, at the end, before a glued-on word or sentence. */
function* domainReadings(found: string): Generator<string> {
  const pieces = found.split(seam);
  if (isSpelled(pieces)) yield* trimmed(pieces.join(''));
  let joined = '';
  for (const [index, piece] of pieces.entries()) {
    joined += piece;
    const next = pieces.slice(index + 1).find((text) => text !== '') ?? '';
    if (joined !== '' && !/^[.-]/.test(next)) yield* trimmed(joined);
    if (index > 30) return;
  }
}

/** Every letter in a tag of its own. */
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
