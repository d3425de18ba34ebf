import { englishNiches, foreignNiches } from './niches/niche-index.ts';
import { phraseKey, singular, wordsOf } from './niches/phrase.ts';
import type { Niche } from './niches/preset-table.ts';

/** Words before a kind of business that do not change it. */
const attributes = new Set(
  'best top good great cheap affordable local nearby nearest professional independent small licensed certified emergency mobile luxury premium new all the any list of 24 hour'.split(
    ' ',
  ),
);

/** Words behind a kind of business that do not change it. */
const suffixes = new Set(
  'service company business firm contractor professional provider specialist shop office practice clinic agency studio expert near me nearby place'.split(
    ' ',
  ),
);

/** Returns the OpenStreetMap niche for a kind of business as people type it, or null when there is none. */
export function matchNiche(text: string): Niche | null {
  const words = phraseKey(withoutPlace(text)).split(' ');
  const wanted = dropWhile(words, (word) => attributes.has(word));
  for (const phrase of [words, wanted, ...shorterAtTheEnd(wanted)].map((list) => list.join(' '))) {
    const niche =
      englishNiches().names.get(phrase) ?? englishNiches().terms.get(phrase) ?? foreignNiches().get(phrase);
    if (niche) return niche;
  }
  return byLastWords(wanted) ?? null;
}

/** Makes a niche of unknown words: `unicorn breeders` → `Unicorn Breeder`. Returns null without a letter. */
export function nicheFromWords(text: string): Niche | null {
  const words = wordsOf(withoutPlace(text));
  if (!words.some((word) => /\p{L}/u.test(word))) return null;
  const last = words.length - 1;
  const own = words.map((word, index) => (index === last ? singular(word) : word));
  const label = own.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return { id: `words/${own.join('-')}`, label, tags: [] };
}

/** Removes the place from `dentists in Austin` and `gyms near me`, because requests have a separate field for it. */
const withoutPlace = (text: string): string =>
  text.replace(/\s+(?:near me|in my area|around me|in|near)(?:\s.*)?$/i, '');

function* shorterAtTheEnd(words: readonly string[]): Generator<readonly string[]> {
  for (let length = words.length - 1; length > 0 && suffixes.has(words[length] ?? ''); length--)
    yield words.slice(0, length);
}

/**
 * Matches the last words: a `vegan bakery` is a bakery. Terms do not count, because another word changes their meaning.
 */
function byLastWords(words: readonly string[]): Niche | undefined {
  const { names } = englishNiches();
  for (let start = 1; start < words.length; start++) {
    const niche = names.get(words.slice(start).join(' '));
    if (niche) return niche;
  }
  return undefined;
}

function dropWhile(words: readonly string[], drop: (word: string) => boolean): readonly string[] {
  const start = words.findIndex((word) => !drop(word));
  return start === -1 ? words : words.slice(start);
}
