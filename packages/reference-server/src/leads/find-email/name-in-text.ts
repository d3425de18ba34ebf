import { isRole } from '../../verification/role-names.ts';
import type { Person } from './person.ts';
import { nameWords } from './name-words.ts';
import { nameRuns } from './names-in.ts';

/** A part of a text, as indexes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Returns the text in lower case without accents. Its length stays the same, so that indexes stay valid. */
export const foldName = (text: string): string =>
  /^[\x20-\x7E]*$/.test(text) ? text.toLowerCase() : Array.from(text, foldLetter).join('');

function foldLetter(letter: string): string {
  const folded = letter.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return folded.length === letter.length ? folded : letter.toLowerCase().slice(0, letter.length);
}

/** Finds a person and other people in texts. */
export interface NameFinder {
  /** Returns where the first and the last name stand, in either order, also with a middle name between them. */
  find(text: string): Span | null;
  /** Returns where the text may name other people. Job titles such as Sales Manager are left out. */
  others(text: string): Span[];
}

/** Returns null for a person without a first or a last name. */
export function createNameFinder(person: Person): NameFinder | null {
  const { first, last } = nameWords(person);
  if (first.length === 0 || last.length === 0) return null;
  const [given, family] = [written(first), written(last)];
  const between = "(?:[\\s,]+[\\p{L}.'-]{1,20}){0,2}[\\s,]+";
  const pattern = new RegExp(
    `(?<![\\p{L}@.])(?:${given}${between}${family}|${family},?\\s+${given})(?![\\p{L}@])`,
    'u',
  );
  const find = (text: string): Span | null => {
    const found = pattern.exec(foldName(text));
    return found === null ? null : { start: found.index, end: found.index + found[0].length };
  };
  return {
    find,
    others(text) {
      const own = find(text);
      return nameRuns(text).filter(
        ({ start, end }) =>
          (own === null || start >= own.end || end <= own.start) && !isTitle(text.slice(start, end)),
      );
    },
  };
}

const written = (words: readonly string[]): string =>
  foldName(words.join(' '))
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/[\s-]+/g, '[\\s-]+');

/** Words in capitals beside names that are no names: professions and captions of contact data. */
const otherWords = new Set(
  `assistant associate attorney arzt arztin call cell co dentist desk direct doctor e email fax geschaftsfuhrer
  geschaftsfuhrerin hygienist inhaber inhaberin junior kontakt lawyer leiter leiterin line mail mobil mobile nurse number office
  owner partner phone physician practice prokurist senior surgeon tel telefon telephone therapist titolare zahnarzt zahnarztin`.split(
    /\s+/,
  ),
);

/** Returns whether one of the words in capitals is a function, such as Manager. */
const isTitle = (run: string): boolean =>
  run.split(/[\s.]+/).some((word) => word !== '' && (isRole(word) || otherWords.has(foldName(word))));
