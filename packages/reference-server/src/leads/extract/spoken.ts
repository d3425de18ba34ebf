import { registeredDomain } from './mail-domain.ts';
import { endsBeforeName, isMailbox, isProse, mayBeMailbox, speaksOfHandles } from './name-words.ts';
import { SEAM } from './scan-addresses.ts';
import { spokenAt, spokenDot, spokenSigns } from './sign-words.ts';

const nameWord = /^[a-z0-9][a-z0-9._+-]{0,63}$/i;
const labelWord = /^[a-z0-9][a-z0-9.-]{0,62}$/i;

interface Name {
  readonly name: string;
  /** How many words and blanks it takes of those before the sign. */
  readonly taken: number;
}

/** Joins `info at example dot com`. Both words are needed, because "at" alone is ordinary English. */
export function joinSpoken(text: string, own: string): string {
  const words = text.split(/(\s+)/);
  const said: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const sign = withoutSeams(words[index]);
    const found = spokenAt.has(sign.toLowerCase()) ? nameBehind(said) : null;
    const end = found === null ? null : domainEnd(words, index + 2);
    if (found === null || end === null) {
      said.push(words[index] ?? '');
      continue;
    }
    const { name, taken } = found;
    const domain = domainOf(words.slice(index + 2, end + 1));
    const before = said.slice(-taken - 6, said.length - taken).join('');
    if (isCredible(name, { sign, before, isOwn: registeredDomain(domain) === own })) {
      said.splice(-taken, taken, `${name}@${domain}`);
      index = end;
    } else said.push(words[index] ?? '');
  }
  return said.join('');
}

const withoutSeams = (word = ''): string => word.replaceAll(SEAM, '');

/** The first word of an address, without the punctuation in front of it. */
const bareName = (word: string | undefined): string => withoutSeams(word).replace(/^[("'<[{]+/, '');

/** A word of a domain, without the punctuation behind it. */
const bareLabel = (word: string | undefined): string => withoutSeams(word).replace(/[)"'>\]},;:!?]+$/, '');

/** Reads `ann dot lee` from the end of the words before the sign. */
function nameBehind(said: readonly string[]): Name | null {
  let name = bareName(said.at(-2));
  if (!nameWord.test(name)) return null;
  let taken = 2;
  for (;;) {
    const sign = signOf(withoutSeams(said.at(-taken - 2)));
    const part = bareName(said.at(-taken - 4));
    if (sign === undefined || !nameWord.test(part)) return { name, taken };
    name = part + sign + name;
    taken += 4;
  }
}

function signOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  return spokenDot.has(lower) ? '.' : spokenSigns.get(lower);
}

/** Returns the index of the last label of `example dot co dot uk`, or null without a written-out dot. */
function domainEnd(words: readonly string[], start: number): number | null {
  let end = start;
  let hasDot = false;
  for (;;) {
    const sign = signOf(withoutSeams(words[end + 2]));
    if (sign === undefined || sign === '_' || !labelWord.test(bareLabel(words[end + 4]))) break;
    if (sign === '.') hasDot = true;
    end += 4;
  }
  return hasDot && labelWord.test(bareLabel(words[start])) ? end : null;
}

const domainOf = (words: readonly string[]): string =>
  words
    .map((word, index) => (index % 4 === 2 ? signOf(withoutSeams(word)) : bareLabel(word).trim()))
    .join('')
    .replace(/\.+$/, '');

/** Distinguishes an address that is spelled out from "order lunch at joes dot com". */
function isCredible(
  name: string,
  { sign, before, isOwn }: { readonly sign: string; readonly before: string; readonly isOwn: boolean },
): boolean {
  if (isProse(name)) return false;
  if (isOwn || !/^(?:at|@)$/i.test(sign) || sign === 'AT') return true;
  return isMailbox(name) || /[\d._+-]/.test(name) || endsBeforeName(before);
}

/** Joins `info @ example.com`, `info @example.com` and `info@ example.com`. Names of users in prose are kept apart. */
export function joinHalfBlanks(text: string, own: string): string {
  return text.replace(
    /(?<![\w.+-])([\w.+-]{1,64})(\s{0,3})@(\s{0,3})(?=([\w-]{1,63}\.[\w.-]{2,190}))/g,
    (match: string, name: string, gap: string, next: string, domain: string, offset: number) => {
      if (gap === '' && next === '') return match;
      const before = text.slice(Math.max(0, offset - 40), offset);
      return isApart(name, { gap, next, before, text, isOwn: isOwnHost(domain, own) }) ? match : `${name}@`;
    },
  );
}

const isOwnHost = (host: string, own: string): boolean =>
  own !== '' && registeredDomain(host.replace(/[^a-z0-9]+$/i, '')) === own;

interface Surroundings {
  readonly gap: string;
  readonly next: string;
  readonly before: string;
  readonly text: string;
  readonly isOwn: boolean;
}

function isApart(name: string, { gap, next, before, text, isOwn }: Surroundings): boolean {
  if (gap === '') return !mayBeMailbox(name);
  if (!endsBeforeName(before) || speaksOfHandles(text)) return true;
  if (next === '') return !isOwn || !isMailbox(name);
  return !(isMailbox(name) || (isOwn && mayBeMailbox(name)));
}
