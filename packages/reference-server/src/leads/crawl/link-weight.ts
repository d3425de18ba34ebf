import { lazy } from '../../pacing/cache.ts';
import { foldWords } from './fold-words.ts';
import { aboutWords, contactWords, type WordsOfLanguage } from './page-words.ts';

/** The weight of a link to a contact page, which is the largest. */
export const CONTACT_WEIGHT = 10;
const ABOUT_WEIGHT = 7;

/** Parts of words in links to pages that often show addresses, with a weight, in the folded spelling. */
const partWeights: readonly (readonly [RegExp, number])[] = [
  [
    /contact|kontakt|contatt|contato|kontak|kuntatt|yhteystiedot|kapcsolat|iletisim|get ?in ?touch|reach ?us|write ?to ?us|email ?us|お問い?合わ?せ|контакт|επικοινωνια/,
    CONTACT_WEIGHT,
  ],
  [/impressum|imprint|aviso ?legal|mentions ?legales|note ?legali|legal ?notice|colofon|特定商取引/, 8],
  [
    /about|(?:uber|ueber) ?uns|qui ?sommes|a ?propos|chi ?siamo|quienes|sobre| om ?oss | om ?os |over ?ons| o ?nas |who ?we ?are|our ?story|会社概要|会社案内/,
    ABOUT_WEIGHT,
  ],
  [
    /team|staff|people|equipo|equipe|mitarbeiter|ansprechpartner|medewerkers|meet ?the|our ?doctors|attorneys|leadership|management|dentists/,
    7,
  ],
  [/location|office|standort|find ?us|visit|anfahrt|sedi|ubicacion|stores|branches/, 5],
  [/support|help|service ?client|kundenservice|customer/, 4],
  [/book|appointment|reserv|termin|quote|enquir|inquir|hire|order/, 4],
  [/privacy|datenschutz|privacidad|privacidade|confidentialit|terms|gdpr|legal|cookie/, 3],
  [/press|media|career|jobs|karriere|partner/, 2],
];

interface Phrase {
  readonly text: string;
  readonly weight: number;
}

const KEY_CHARACTERS = 2;

/** The phrases of all languages by their first two characters. */
const phrases = lazy((): ReadonlyMap<string, readonly Phrase[]> => {
  const byKey = new Map<string, Phrase[]>();
  const add = (languages: readonly WordsOfLanguage[], weight: number): void => {
    for (const text of new Set(languages.flatMap(([, words]) => words.split(', ').map(foldWords)))) {
      const phrase = { text: text.trim(), weight };
      const key = phrase.text.slice(0, KEY_CHARACTERS);
      byKey.set(key, [...(byKey.get(key) ?? []), phrase]);
    }
  };
  add(contactWords, CONTACT_WEIGHT);
  add(aboutWords, ABOUT_WEIGHT);
  return byKey;
});

/** Scripts that are written without spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** A shorter word must stand alone, because many other words begin with it. */
const MIN_STEM_CHARACTERS = 5;

/** Returns how likely a page that is described by these texts shows addresses: 0 (no sign) to `CONTACT_WEIGHT`. */
export function weightOf(description: string): number {
  const words = foldWords(description);
  const weights = partWeights.map(([pattern, weight]) => (pattern.test(words) ? weight : 0));
  return Math.max(...weights, weightOfPhrases(words));
}

function weightOfPhrases(words: string): number {
  let best = 0;
  for (let at = 1; at < words.length - 1; at++) {
    const isStart = words[at - 1] === ' ' || unspaced.test(words[at] ?? '');
    if (!isStart) continue;
    for (const { text, weight } of phrases().get(words.slice(at, at + KEY_CHARACTERS)) ?? []) {
      if (weight > best && words.startsWith(text, at) && endsWell(words, at + text.length, text))
        best = weight;
    }
  }
  return best;
}

/** Endings of words are allowed, such as `kontaktujte` behind `kontakt`, except after a short word. */
const endsWell = (words: string, end: number, text: string): boolean =>
  words[end] === ' ' || text.length >= MIN_STEM_CHARACTERS || unspaced.test(text);
