import { correctTyping } from './niches/correct-typing.ts';
import { isEmptyWord } from './niches/empty-words.ts';
import { withoutFillers } from './niches/fillers.ts';
import { foreignNiche, languagesOf } from './niches/foreign-niches.ts';
import { englishNiches } from './niches/niche-index.ts';
import { keepsItsKind } from './niches/open-kinds.ts';
import { foldedWords, keyOf, singular, wordsOf } from './niches/phrase.ts';
import type { Niche } from './niches/preset-table.ts';

type Words = readonly string[];

/** Longer texts name no kind of business. */
const MOST_WORDS = 12;

/**
 * Returns the OpenStreetMap niche for a kind of business as people type it in any of some 30 languages, or null when there
 * is none.
 */
export function matchNiche(text: string): Niche | null {
  const words = foldedWords(text);
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const isForeign = /[^\p{ASCII}’]/u.test(text);
  return (
    (isForeign ? inOtherLanguages(words, text) : undefined) ??
    byName(words) ??
    bySeveral(text) ??
    byLastWords(words) ??
    (isForeign ? undefined : inOtherLanguages(words, text)) ??
    corrected(words) ??
    null
  );
}

/**
 * Makes a niche of unknown words: `unicorn breeders` → `Unicorn Breeder`. Its id holds the words to search for, without
 * those that say nothing, such as `companies`. Returns null without a letter.
 */
export function nicheFromWords(text: string): Niche | null {
  const typed = wordsOf(text);
  const words = withoutFillers(typed, 'english').at(-1) ?? [];
  if (!words.some((word) => /\p{L}/u.test(word))) return null;
  const last = words.length - 1;
  const own = words.map((word, index) => (index === last ? singular(word) : word));
  const telling = own.filter((word) => !isEmptyWord(word));
  const label = own.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return { id: `words/${(telling.length === 0 ? own : telling).join('-')}`, label, tags: [] };
}

function byName(words: Words): Niche | undefined {
  const { names, joinedNames, shortNames, terms } = englishNiches();
  for (const list of withoutFillers(words, 'english')) {
    if (list.every(isEmptyWord)) continue;
    const key = keyOf(list);
    const niche =
      names.get(key) ?? joinedNames.get(key.replaceAll(' ', '')) ?? shortNames.get(key) ?? terms.get(key);
    if (niche) return niche;
    for (const shorter of shorterAtTheEnd(list)) {
      const shortened = names.get(keyOf(shorter));
      if (shortened && mayBeCalled(shortened, list.at(-1) ?? '')) return shortened;
    }
  }
  return undefined;
}

/** Matches the last words: a `vegan bakery` is a bakery. */
function byLastWords(words: Words): Niche | undefined {
  const { names } = englishNiches();
  for (const list of withoutFillers(words, 'english').flatMap((one) => [one, ...shorterAtTheEnd(one)])) {
    for (let start = 1; start < list.length; start++) {
      const name = keyOf(list.slice(start));
      const niche =
        keepsItsKind(
          list.slice(0, start).map((word) => keyOf([word])),
          name,
        ) && names.get(name);
      if (niche) return niche;
    }
  }
  return undefined;
}

/** Returns `plumbing` for `plumbing services`. */
function* shorterAtTheEnd(words: Words): Generator<Words> {
  for (let length = words.length - 1; length > 0 && isEmptyWord(words[length] ?? ''); length--)
    yield words.slice(0, length);
}

/** A contractor builds something: `swimming pool contractors` are no swimming pools. */
const mayBeCalled = ({ id }: Niche, lastWord: string): boolean =>
  keyOf([lastWord]) !== 'contractor' || /^(?:craft|office)\//.test(id);

/** Returns the first of several kinds, as in `bars and restaurants`, when each of them is known. */
function bySeveral(text: string): Niche | undefined {
  const parts = text.split(/\s+(?:and|or|und|oder|et|ou|y|e|en|och|og)\s+|\s*[,;/&+]\s*/i);
  if (parts.length < 2 || parts.length > MOST_WORDS) return undefined;
  const niches = parts.map((part) => matchNiche(part));
  return niches.every((niche) => niche !== null) ? niches[0] : undefined;
}

function inOtherLanguages(words: Words, text: string): Niche | undefined {
  const options = { languages: languagesOf(text), mayBeEnglish: /^\p{ASCII}*$/u.test(text) };
  for (const list of withoutFillers(words, 'any')) {
    if (list.every(isEmptyWord)) continue;
    const niche = foreignNiche(list, options) ?? englishNiches().names.get(keyOf(list));
    if (niche) return niche;
  }
  return undefined;
}

/** Corrects typing errors when all readings mean the same kind. */
function corrected(words: Words): Niche | undefined {
  const niches = correctTyping(words).map((reading) => byName(reading) ?? byLastWords(reading));
  const found = new Set(niches.filter((niche) => niche !== undefined));
  return found.size === 1 ? [...found][0] : undefined;
}
