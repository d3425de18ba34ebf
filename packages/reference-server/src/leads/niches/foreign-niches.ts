import { lazy } from '../../pacing/cache.ts';
import { isNameOfPerson, isOneSlipAway } from './correct-typing.ts';
import { isEmptyForeignWord } from './empty-words.ts';
import { foreignNamesIn } from './everyday-names.ts';
import { englishNiches } from './niche-index.ts';
import { isEnglishWord } from './english-words.ts';
import { foldedWords } from './phrase.ts';
import { singularsOf } from './plural-endings.ts';
import { type Niche, presetWords } from './preset-table.ts';

/** Languages with many translated presets. A name of two niches belongs to that of the earlier language. */
const LATIN = 'de fr es it pt pt-BR nl sv da pl no fi cs sk hu hr tr ca ro'.split(' ');
const byScript: readonly (readonly [script: RegExp, languages: readonly string[]])[] = [
  [/\p{Script=Cyrillic}/u, ['ru', 'uk', 'bg', 'sr', 'mk']],
  [/\p{Script=Greek}/u, ['el']],
  [/\p{Script=Hebrew}/u, ['he']],
  [/\p{Script=Arabic}/u, ['ar', 'fa']],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, ['ja']],
  [/\p{Script=Han}/u, ['zh-CN', 'zh-TW', 'ja']],
  [/\p{Script=Hangul}/u, ['ko']],
  [/\p{Script=Thai}/u, ['th']],
];

/** Letters that only some of the languages have. These languages come first. */
const byLetter: readonly (readonly [letters: RegExp, languages: readonly string[]])[] = [
  [/[ãõ]/, ['pt', 'pt-BR']],
  [/[ñáíóú]/, ['es', 'pt', 'pt-BR']],
  [/[äöüß]/, ['de', 'sv', 'fi', 'tr', 'hu']],
  [/[åæø]/, ['sv', 'da', 'no']],
  [/[ąęłńśźż]/, ['pl']],
  [/[řěů]/, ['cs']],
  [/[şğı]/, ['tr']],
  [/[àèéêîôûçœ]/, ['fr', 'it', 'pt', 'ca']],
];

/** Words that connect two nouns, as in `salon de coiffure`. They differ between typed and translated names. */
const connectors = new Set(
  'de du des del della delle dei degli di da do dos das d l le la les el los las'.split(' '),
);

interface Names {
  /** Everyday names, which were chosen by hand. */
  readonly everyday: ReadonlyMap<string, Niche>;
  /** All names, the everyday ones first. */
  readonly names: ReadonlyMap<string, Niche>;
  /** By the words of a name that say something: `limpieza` of `Servicio de limpieza`, for an `empresa de limpieza`. */
  readonly shortNames: ReadonlyMap<string, Niche>;
}

const loaded = new Map<string, () => Names>();

/** Reads the names of a language at the first search in it. */
function namesIn(language: string): Names {
  const known = loaded.get(language) ?? lazy(() => readNames(language));
  loaded.set(language, known);
  return known();
}

function readNames(language: string): Names {
  const { byId } = englishNiches();
  const names = new Map<string, Niche>();
  const add = (name: string, id: string): void => {
    const key = foreignKey(name);
    const niche = byId.get(id);
    if (key !== '' && niche !== undefined && !names.has(key)) names.set(key, niche);
  };
  for (const { id, names: own } of foreignNamesIn(language)) for (const name of own) add(name, id);
  const everyday = new Map(names);
  const translated = presetWords(language).flatMap(({ niche, names: own }) =>
    own.map((name) => ({ id: niche.id, name: name.replace(/\s*\(.*?\)/g, '') })),
  );
  for (const { id, name } of translated) add(name, id);
  for (const { id, name } of translated) for (const part of name.split('/')) add(part, id);
  const shortNames = new Map<string, Niche>();
  for (const [key, niche] of names) {
    const short = withoutEmptyWords(key.split(' ')).join(' ');
    if (short.length >= SHORTEST_NAME && !shortNames.has(short)) shortNames.set(short, niche);
  }
  return { everyday, names, shortNames };
}

const SHORTEST_NAME = 4;

const withoutEmptyWords = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !isEmptyForeignWord(word));

const foreignKey = (text: string): string => withoutConnectors(foldedWords(text)).join(' ');

function withoutConnectors(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !connectors.has(word));
  return rest.length === 0 ? words : rest;
}

/** Returns the niche of words in these languages, or undefined. Takes words from `foldedWords`. */
export function foreignNiche(
  typed: readonly string[],
  { languages, mayBeEnglish }: { readonly languages: readonly string[]; readonly mayBeEnglish: boolean },
): Niche | undefined {
  const words = withoutConnectors(typed);
  const key = words.join(' ');
  // An English word is hardly meant as a foreign one, such as `parker`, Danish for parks.
  if (mayBeEnglish && isEnglishWord(key))
    return firstOf([key, key.replace(/s$/, '')], (form) =>
      firstOf(languages, (language) => namesIn(language).everyday.get(form)),
    );
  const named = firstOf(languages, (language) => namesIn(language).names.get(key));
  if (named !== undefined) return named;
  const inflected = findInSingular(words, languages, 'names');
  if (inflected !== undefined) return inflected;
  const telling = withoutEmptyWords(words);
  return telling.length < words.length ? findInSingular(telling, languages, 'shortNames') : undefined;
}

function findInSingular(
  words: readonly string[],
  languages: readonly string[],
  kind: keyof Names,
): Niche | undefined {
  return firstOf(languages, (language) =>
    firstOf(inSingular(words, language), (phrase) => namesIn(language)[kind].get(phrase)),
  );
}

const SHORTEST_MISTYPED = 8;

/** Returns the niche of a name that one slip of the fingers turns into these words, when no other niche is as near. */
export function mistypedNiche(typed: readonly string[], languages: readonly string[]): Niche | undefined {
  const key = withoutConnectors(typed).join(' ');
  if (key.length < SHORTEST_MISTYPED || isNameOfPerson(key) || isEnglishWord(key)) return undefined;
  const singular = key.replace(/s$/, '');
  const near = languages.flatMap((language) =>
    [...namesIn(language).everyday].filter(
      ([name]) => name[0] === key[0] && (isOneSlipAway(key, name) || isOneSlipAway(singular, name)),
    ),
  );
  const niches = new Set(near.map(([, niche]) => niche));
  return niches.size === 1 ? [...niches][0] : undefined;
}

/** Returns the languages that a text may be in, the likely ones first. */
export function languagesOf(text: string): readonly string[] {
  const other = byScript.find(([script]) => script.test(text))?.[1];
  if (other !== undefined) return other;
  const lower = text.toLowerCase();
  const likely = byLetter.find(([letters]) => letters.test(lower))?.[1] ?? [];
  return [...new Set([...likely, ...LATIN])];
}

const MOST_WORDS = 5;
const MOST_PHRASES = 400;

/** Returns the phrase with each word as it is or in the singular. */
function inSingular(words: readonly string[], language: string): readonly string[] {
  if (words.length === 0 || words.length > MOST_WORDS) return [];
  let phrases: readonly string[] = [''];
  for (const word of words) {
    const forms = singularsOf(word, language);
    if (phrases.length * forms.length > MOST_PHRASES) return [];
    phrases = phrases.flatMap((start) => forms.map((form) => (start === '' ? form : `${start} ${form}`)));
  }
  return phrases;
}

function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
