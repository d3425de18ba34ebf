import { lazy } from '../../pacing/cache.ts';
import { isEnglishWord } from './english-words.ts';
import { englishNiches } from './niche-index.ts';
import { singular } from './phrase.ts';

/** Common misspellings with more than one wrong letter, and those that are rare English words: `typed=meant`. */
const MISSPELLINGS = `
restaraunt=restaurant resteraunt=restaurant restraunt=restaurant resteraunt=restaurant restarant=restaurant resturaunt=restaurant
vetinarian=veterinarian vetrenarian=veterinarian vetinary=veterinary vetenarian=veterinarian lawer=lawyer
phsycologist=psychologist pyschologist=psychologist psycologist=psychologist phycologist=psychologist physcologist=psychologist
optomitrist=optometrist opthamologist=ophthalmologist opthalmologist=ophthalmologist ophthamologist=ophthalmologist
pediatrition=pediatrician acupunturist=acupuncturist accupuncturist=acupuncturist cardioligist=cardiologist
kindergarden=kindergarten kindergarted=kindergarten buthcer=butcher jewelary=jewelry jewlry=jewelry jewellry=jewelry
laundramat=laundromat laundrymat=laundromat fotographer=photographer fotography=photography delicatesen=delicatessen
manicurest=manicure tatoo=tattoo tattooo=tattoo physiotherepist=physiotherapist chiropodist=podiatrist cemetary=cemetery
libary=library cafee=cafe gymnasiam=gymnasium resterant=restaurant restuarant=restaurant restuarants=restaurant
`;

const misspellings = lazy(
  () =>
    new Map(
      MISSPELLINGS.trim()
        .split(/\s+/)
        .map((pair) => pair.split('=') as [string, string]),
    ),
);

/** First names, surnames and brands that differ from a trade in one letter, found with the lists of @faker-js/faker. */
const NAMES = `
arcadi arcadie bakary baptista baptiste barbera barberi barbeg beatty berger bodea bucher buscher caino canale canales canino
carpentier casano caterina caterino chanel chapal chasity clinio fabrice fabris floder floris fraser gardner grover landry
madina maina malina mandic marana marena marian mariana marica marija marika marin marini marino marisa marita martina maryna
notaro pession pilat pilato plummer pottel reale restle rieger rosales taylor torphy walder weller zimmerman barberis barbiero
`;
const namesOfPeople = new Set(NAMES.trim().split(/\s+/));

/** Returns true for a name that looks like a mistyped trade. */
export const isNameOfPerson = (word: string): boolean => namesOfPeople.has(word);

/** Shorter words have too many neighbours. A word among others is surer, because the whole phrase must be known. */
const shortest = { alone: { typed: 5, meant: 6 }, amongOthers: { typed: 4, meant: 5 } } as const;

const MOST_READINGS = 12;

const vocabulary = lazy(() => {
  const { names, terms } = englishNiches();
  return new Set([...names.keys(), ...terms.keys()].flatMap((key) => key.split(' ')));
});

/**
 * Returns the readings of words in which every word with one wrong, missing, additional or swapped letter is replaced with
 * a word of a niche. Real words, names and short words stay as they are. Returns none when there is nothing to correct.
 */
export function correctTyping(words: readonly string[]): readonly (readonly string[])[] {
  let readings: readonly (readonly string[])[] = [[]];
  for (const word of words) {
    const meant = wordsMeantBy(word, words.length === 1 ? shortest.alone : shortest.amongOthers);
    readings = readings.flatMap((start) => meant.map((one) => [...start, one]));
    if (readings.length > MOST_READINGS) return [];
  }
  return readings.filter((reading) => reading.some((word, index) => word !== words[index]));
}

function wordsMeantBy(word: string, least: (typeof shortest)[keyof typeof shortest]): readonly string[] {
  const typed = singular(word);
  const listed = misspellings().get(typed) ?? misspellings().get(word);
  if (listed !== undefined) return [listed];
  const known = vocabulary();
  const isReal = known.has(typed) || known.has(word) || isNameOfPerson(word);
  if (isReal || typed.length < least.typed || !/^[a-z]+$/.test(word) || isEnglishWord(word)) return [word];
  const near = [...known].filter(
    (one) =>
      one.length >= least.meant &&
      one[0] === typed[0] &&
      (isOneEditAway(typed, one) || (one.endsWith('y') && isOneEditAway(word, one.replace(/y$/, 'ies')))),
  );
  return near.length === 0 ? [word] : near;
}

/** Returns true when one inserted, removed or replaced letter or one swap of neighbours makes one word of the other. */
function isOneEditAway(one: string, other: string): boolean {
  if (isOneSlipAway(one, other)) return true;
  const at = firstDifference(one, other);
  return one.length === other.length && one.slice(at + 1) === other.slice(at + 1);
}

/**
 * Returns true when one inserted or removed letter or one swap of neighbours makes one word of the other. A replaced
 * letter makes another word too often to count without a dictionary.
 */
export function isOneSlipAway(one: string, other: string): boolean {
  const at = firstDifference(one, other);
  if (one === other) return false;
  if (one.length === other.length)
    return (
      one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2)
    );
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.length - short.length === 1 && short.slice(at) === long.slice(at + 1);
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
