import { particles, titlesAfter, titlesBefore } from './titles.ts';
import type { Person } from './person.ts';

/** The words of a person's names, without titles, degrees, nicknames in brackets and initials of middle names. */
export interface NameWords {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** Splits the names of a person into words. The particles of a last name stay with it. */
export function nameWords({ firstName, lastName }: Person): NameWords {
  const first = withoutInitials(withoutTitles(wordsOf(firstName), 'first'));
  const last = withoutTitles(wordsOf(lastName), 'last');
  // Forms often have the title in the field of the first name and the whole name in that of the last name.
  const [given, ...rest] = last;
  if (
    first.length === 0 &&
    firstName.trim() !== '' &&
    given !== undefined &&
    rest.length > 0 &&
    !isParticle(given)
  )
    return { first: [given], last: withoutInitials(rest) };
  return { first, last: last.length > 1 ? withoutInitials(last) : last };
}

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFC')
    .replace(/\([^)]*\)|"[^"]*"|\u201c[^\u201d]*\u201d/g, ' ')
    .split(/[\s,;/]+/)
    .filter((word) => /\p{L}/u.test(word));

const bare = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '');

export const isParticle = (word: string): boolean => particles.has(bare(word));

/** Keeps at least one word, because Ing and Mag are names as well. */
function withoutTitles(words: readonly string[], field: 'first' | 'last'): string[] {
  const left = [...words];
  const least = field === 'first' ? 0 : 1;
  while (left.length > least && isTitle(left[0] ?? '', left.length)) left.shift();
  while (left.length > 1 && titlesAfter.has(bare(left.at(-1) ?? ''))) left.pop();
  return left;
}

/** A word that stands alone is a title only with its dot: `Dr.`, but not `Lady`. */
const isTitle = (word: string, words: number): boolean =>
  (words > 1 || word.endsWith('.')) && titlesBefore.has(bare(word));

function withoutInitials(words: readonly string[]): string[] {
  const full = words.filter((word) => bare(word).length > 1);
  return full.length > 0 ? full : [...words];
}
