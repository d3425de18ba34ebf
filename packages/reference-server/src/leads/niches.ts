import { englishNiches, foreignNiches } from './niches/niche-index.ts';
import { phraseKey, singular, wordsOf } from './niches/phrase.ts';
import type { Niche } from './niche.ts';

const wishes = new Set(
  'best top good great cheap affordable local nearby nearest professional independent small licensed certified emergency mobile luxury premium new all the any list of 24 hour'.split(
    ' ',
  ),
);

/** In plural and singular, since a key holds singulars. */
const kinds = new Set(
  'service company business firm contractor professional provider specialist shop office practice clinic agency studio expert near me nearby place'.split(
    ' ',
  ),
);

/** Understands a kind of business as people type it; null if it is none that OpenStreetMap knows. */
export function matchNiche(text: string): Niche | null {
  const words = phraseKey(withoutPlace(text)).split(' ');
  const wanted = dropWhile(words, (word) => wishes.has(word));
  for (const phrase of [words, wanted, ...shorterAtTheEnd(wanted)].map((list) => list.join(' '))) {
    const niche =
      englishNiches().names.get(phrase) ?? englishNiches().terms.get(phrase) ?? foreignNiches().get(phrase);
    if (niche) return niche;
  }
  return byLastWords(wanted) ?? null;
}

/** A niche made of words no preset explains: `unicorn breeders` → `Unicorn Breeder`. Null without a letter. */
export function nicheFromWords(text: string): Niche | null {
  const words = wordsOf(withoutPlace(text));
  if (!words.some((word) => /\p{L}/u.test(word))) return null;
  const last = words.length - 1;
  const own = words.map((word, index) => (index === last ? singular(word) : word));
  const label = own.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return { id: `words/${own.join('-')}`, label, tags: [] };
}

/** `dentists in Austin` and `gyms near me`: the place is asked for separately. */
const withoutPlace = (text: string): string =>
  text.replace(/\s+(?:near me|in my area|around me|in|near)(?:\s.*)?$/i, '');

function* shorterAtTheEnd(words: readonly string[]): Generator<readonly string[]> {
  for (let length = words.length - 1; length > 0 && kinds.has(words[length] ?? ''); length--)
    yield words.slice(0, length);
}

/** `vegan bakery` is a bakery. Loose terms do not count here: what stands before may turn them around. */
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
