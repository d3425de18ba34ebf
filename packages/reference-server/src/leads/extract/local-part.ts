import { isProse, mayBeMailbox } from './name-words.ts';
import { decodePercentOrKeep } from './percent-encoding.ts';

/** The character that stands for an inline tag in text. An address may continue after the tag or end before it. */
export const SEAM = '\u0001';

const MAX_LOCAL_CHARACTERS = 64;
const MAX_SCANNED_CHARACTERS = 320;
const MAX_TOKEN_CHARACTERS = 200;

/** Signs such as '=', '|' and '!' are allowed in a local part, but on pages they end the word before an address. */
const localCharacter = /[A-Za-z0-9.#$%&'+_~\u0001-]/;
const wellFormed = /^[A-Za-z0-9][A-Za-z0-9.&'+_-]*$|^_[A-Za-z0-9.&'+_-]*[A-Za-z0-9]$/;
const accentedLetter = /[À-ɏ]/;
const masked = /[\p{L}\p{N}*•…●∗＊×█▒][*•…●∗＊×█▒]$/u;
/** `\u003e` of a JSON text that has lost its backslash. The codes are those of blanks, quotes, brackets and slashes. */
const bareEscape = /u00(?:0[9ad]|2[0267f]|3[ace]|5c|a0)/i;

/** Returns the part of a text in front of the first of them. */
export const beforeBareEscape = (text: string): string => text.split(bareEscape, 1)[0] ?? '';
const behindBareEscape = (text: string): string => text.split(bareEscape).at(-1) ?? '';

/** Returns the local parts that end before an '@': one, none, or those of a list such as `{ann,bob}@`. */
export function localPartsBefore(text: string, at: number, isInternational: boolean): readonly string[] {
  let start = at;
  while (start > 0 && at - start < MAX_SCANNED_CHARACTERS && localCharacter.test(text.charAt(start - 1)))
    start--;
  const run = text.slice(start, at);
  if (/^\u0001*$/.test(run) && /[}\])>]/.test(text.charAt(start - 1))) return listBefore(text, start);
  const local = parseLocal(text, start, run) ?? (isInternational ? internationalLocal(text, at) : null);
  return local === null ? [] : [local];
}

function parseLocal(text: string, start: number, run: string): string | null {
  const before = text.charAt(start - 1);
  if (before === '@' || accentedLetter.test(before) || isUserInfo(text, start)) return null;
  if (masked.test(text.slice(Math.max(0, start - 3), start))) return null;
  const joined = joinPieces(run.split(SEAM), start === 0);
  if (joined === null) return null;
  const local = joined.includes('%') ? lastWord(decodePercentOrKeep(joined)) : joined;
  return checkLocal(before === '\\' ? withoutEscape(local) : local);
}

function checkLocal(written: string): string | null {
  if (/^\.(?!\.)/.test(written)) return null;
  const local = behindBareEscape(written).replace(/^[^A-Za-z0-9_]+/, '');
  const isWellFormed =
    local.length <= MAX_LOCAL_CHARACTERS &&
    !/[.+]$/.test(local) &&
    !local.includes('..') &&
    wellFormed.test(local);
  return isWellFormed ? local : null;
}

const lastWord = (text: string): string => /[A-Za-z0-9.&'+_-]*$/.exec(text.trim())?.[0] ?? '';

/** In `\ninfo@` the letter belongs to the escape. In `CORP\nina@` it does not, so only a mailbox is taken. */
const withoutEscape = (local: string): string =>
  /^[nrt]/.test(local) && mayBeMailbox(local.slice(1)) ? local.slice(1) : '';

/**
 * Joins the pieces of a local part that seams separate, from the last piece to the first. A piece is joined when a dot
 * or a single letter connects it, or when both are in small letters in their own tags. A word such as "Contact" in front
 * of the name is left out. Returns null when small letters in front of the first tag, or a short word or number, may be either.
 */
function joinPieces(pieces: readonly string[], startsLine: boolean): string | null {
  if (pieces.length === 1) return pieces[0] ?? '';
  let local = '';
  for (const [index, piece] of [...pieces.entries()].toReversed()) {
    if (piece === '') continue;
    const isConnected = local === '' || /^[.+_-]/.test(local) || /[.+_-]$/.test(piece) || local.length === 1;
    if (isConnected || (piece.length === 1 && local.length < 4) || isSameWord(piece, local)) {
      if (index === 0 && !startsLine && !isConnected && piece.length > 1) return null;
      local = piece + local;
    } else if (index > 0 && /^[a-z0-9]{1,3}$/.test(piece) && !mayBeMailbox(local)) return null;
    else break;
  }
  return local;
}

/** Returns whether two pieces in small letters are one name, as `in` and `fo`, and no word in front of a name. */
const isSameWord = (piece: string, local: string): boolean =>
  /^(?=.*[a-z])[a-z0-9._+-]+$/.test(piece) &&
  /^[a-z0-9]/.test(local) &&
  (mayBeMailbox(piece + local) || !(mayBeMailbox(local) || mayBeMailbox(piece) || isProse(piece)));

/**
 * Returns true for the user in `https://user:secret@host` and `sip:user@host`, and false for an address such as in
 * `?to=ann@example.com`.
 */
function isUserInfo(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - MAX_TOKEN_CHARACTERS), start);
  if (/\b(?:sips?|xmpp|acct|ssh|sftp):$/i.test(before)) return true;
  const scheme = before.lastIndexOf('://');
  if (scheme === -1 || /[\s"'<>()]/.test(before.slice(scheme))) return false;
  return !before.endsWith('=') && !before.endsWith('mailto:');
}

const closing: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(', '>': '<' };
const listedName = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/;

/** Reads the names of `{ann,bob}@`. A list with anything but names is none. */
function listBefore(text: string, end: number): readonly string[] {
  const bracket = closing[text.charAt(end - 1)] ?? '';
  const from = text.lastIndexOf(bracket, end - 1);
  if (from === -1 || end - from > MAX_SCANNED_CHARACTERS) return [];
  const names = text
    .slice(from + 1, end - 1)
    .replace(/[\\\u0001]/g, '')
    .split(/[,;|/]|\s(?:and|und|et|y|e|&)\s/)
    .map((name) => name.trim());
  return names.length > 1 && names.every((name) => listedName.test(name)) ? names : [];
}

const internationalRun = /[\p{L}\p{M}\p{N}._+'-]/u;
/** Scripts without blanks between words, in which a label such as "邮箱" runs into the name. */
const labelled = /^(?:联系|聯絡|邮|郵|电邮|電郵|电子|電子|信箱|地址|メール|連絡|อีเมล)/;

/** Reads a local part in another script. It belongs to one script and stands in front of a domain that is not ASCII. */
function internationalLocal(text: string, at: number): string | null {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL_CHARACTERS && internationalRun.test(text.charAt(start - 1)))
    start--;
  const before = text.charAt(start - 1);
  const local = text.slice(start, at).replace(/^[^\p{L}\p{N}]+/u, '');
  const isMixed = /[A-Za-z]/.test(local) && /(?!\p{Script=Latin})\p{L}/u.test(local);
  const isAscii = /^[\x20-\x7E]*$/.test(local);
  if (isAscii || before === '@' || isMixed || labelled.test(local) || /\.$|\.\./.test(local)) return null;
  return local;
}
