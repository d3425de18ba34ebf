import { geocode } from './geocode.ts';
import { correctTyping } from './niches/correct-typing.ts';
import { isEmptyWord } from './niches/empty-words.ts';
import { isEnglishWord } from './niches/english-words.ts';
import { withoutFillers } from './niches/fillers.ts';
import { foreignNiche, languagesOf, mistypedNiche } from './niches/foreign-niches.ts';
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
  if (saysNothing(words)) return englishNiches().names.get(keyOf(words)) ?? null;
  const isForeign = /[^\p{ASCII}’]/u.test(text);
  return (
    (isForeign ? inOtherLanguages(words, text) : undefined) ??
    byName(words) ??
    (isForeign ? undefined : inOtherLanguages(words, text)) ??
    bySeveral(text) ??
    byLastWords(words) ??
    beforePlace(text) ??
    corrected(words) ??
    mistypedNiche(words, languagesOf(text)) ??
    null
  );
}

/** Returns true for `local businesses in Austin`. */
const saysNothing = (words: Words): boolean =>
  withoutFillers(words, 'any').some((list) => list.every(isEmptyWord));

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

/** Returns the words that names are searched for, or none for a niche that is searched for by its tags. */
export const wordsInNames = ({ id, tags }: Niche): Words =>
  tags.length > 0 ? [] : id.replace(/^words\//, '').split('-');

function byName(words: Words): Niche | undefined {
  const { names, joinedNames, shortNames, terms } = englishNiches();
  for (const list of withoutFillers(words, 'english')) {
    const key = keyOf(list);
    const niche =
      names.get(key) ?? joinedNames.get(key.replaceAll(' ', '')) ?? shortNames.get(key) ?? terms.get(key);
    if (niche) return niche;
    for (const shorter of shorterAtTheEnd(list)) {
      const shortened = names.get(keyOf(shorter));
      if (shortened && mayEndWith(shortened, list.slice(shorter.length))) return shortened;
    }
  }
  return undefined;
}

/** Matches the last words: a `vegan bakery` is a bakery. */
function byLastWords(words: Words): Niche | undefined {
  const { names } = englishNiches();
  for (const whole of withoutFillers(words, 'english')) {
    for (const list of [whole, ...shorterAtTheEnd(whole)]) {
      for (let start = 1; start < list.length; start++) {
        const name = keyOf(list.slice(start));
        const before = list.slice(0, start).map((word) => keyOf([word]));
        const niche = keepsItsKind(before, name) ? names.get(name) : undefined;
        if (niche && mayEndWith(niche, whole.slice(list.length))) return niche;
      }
    }
  }
  return undefined;
}

/** Words behind a kind of business that do not change it, and the ids of the kinds that they may stand behind. */
const closingWords: ReadonlyMap<string, RegExp> = new Map([
  ...'service company business firm provider place office center studio practice clinic facility professional specialist expert'
    .split(' ')
    .map((word) => [word, /^/] as const),
  ['contractor', /^(?:craft|office)\//],
  ['agency', /^(?:office\/|shop\/|amenity\/car_rental)/],
  ['shop', /^(?:shop|craft|amenity\/(?:restaurant|fast_food|cafe|ice_cream))/],
]);

/** Returns `plumbing` for `plumbing services`. */
function* shorterAtTheEnd(words: Words): Generator<Words> {
  for (
    let length = words.length - 1;
    length > 0 && closingWords.has(keyOf(words.slice(length, length + 1)));
    length--
  )
    yield words.slice(0, length);
}

/** `Swimming pool contractors` are no swimming pools, and an `aquarium shop` is no aquarium. */
const mayEndWith = ({ id }: Niche, ending: Words): boolean =>
  ending.every((word) => closingWords.get(keyOf([word]))?.test(id) ?? true);

/** Returns the first of several kinds, as in `bars and restaurants`, when each of them is known. */
function bySeveral(text: string): Niche | undefined {
  const parts = text.split(/\s+(?:and|or|und|oder|et|ou|y|e|en|och|og)\s+|\s*[,;/&+]\s*/i);
  if (parts.length < 2 || parts.length > MOST_WORDS) return undefined;
  const niches = parts.map((part) => matchNiche(part));
  return niches.every((niche) => niche !== null) ? niches[0] : undefined;
}

/** Matches `beauty salons Dublin`. */
function beforePlace(text: string): Niche | undefined {
  const typed = text.trim().split(/[\s,]+/);
  for (let at = typed.length - 1; at > 0; at--) {
    const kind = typed.slice(0, at).join(' ');
    const words = foldedWords(kind);
    const niche = words.length === 0 ? undefined : (byName(words) ?? inOtherLanguages(words, kind));
    // The gazetteer is read only now, because it takes 50 MB.
    if (niche && namesPlace(typed.slice(at))) return niche;
  }
  return undefined;
}

/** A single word that is also an English word, such as Bath, is a place only with a capital. */
function namesPlace(words: Words): boolean {
  const [first = ''] = words;
  const mayBeName = /^\p{Lu}/u.test(first) || !isEnglishWord(first.toLowerCase());
  if (words.length > 1 && geocode(words.join(' ')) !== null) return true;
  return mayBeName && geocode(first) !== null;
}

function inOtherLanguages(words: Words, text: string): Niche | undefined {
  const options = { languages: languagesOf(text), mayBeEnglish: /^\p{ASCII}*$/u.test(text) };
  for (const list of withoutFillers(words, 'any')) {
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
