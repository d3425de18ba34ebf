/** Other spellings of words in English names: British ones, common synonyms and irregular plurals. */
const spellings: Readonly<Record<string, string>> = {
  adviser: 'advisor',
  aluminium: 'aluminum',
  attorney: 'lawyer',
  auto: 'car',
  automobile: 'car',
  bs: 'b',
  centre: 'center',
  booky: 'bookie',
  brassery: 'brasserie',
  cheque: 'check',
  colour: 'color',
  counsellor: 'counselor',
  counselling: 'counseling',
  delis: 'deli',
  dietician: 'dietitian',
  doughnut: 'donut',
  draughtsman: 'draftsman',
  fibre: 'fiber',
  grey: 'gray',
  gynaecologist: 'gynecologist',
  gynaecology: 'gynecology',
  haematologist: 'hematologist',
  jeweller: 'jeweler',
  jewelery: 'jewelry',
  jewellery: 'jewelry',
  licence: 'license',
  lingery: 'lingerie',
  mould: 'mold',
  orthopaedic: 'orthopedic',
  orthopaedics: 'orthopedic',
  orthopedics: 'orthopedic',
  organisation: 'organization',
  organiser: 'organizer',
  paediatric: 'pediatric',
  paediatrician: 'pediatrician',
  paediatrics: 'pediatric',
  pediatrics: 'pediatric',
  parlour: 'parlor',
  physician: 'doctor',
  speciality: 'specialty',
  store: 'shop',
  taxis: 'taxi',
  theatre: 'theater',
  tyre: 'tire',
  yoghurt: 'yogurt',
};

const singularForms: readonly (readonly [ending: RegExp, replacement: string])[] = [
  [/(?:people)$/, 'person'],
  [/(?<=\p{L}{3})men$/u, 'man'],
  [/wives$/, 'wife'],
  [/([^aeiou])ies$/, '$1y'],
  [/(ss|x|ch|sh|zz)es$/, '$1'],
  [/(?<!s|u|i|'|^.|^..)s$/, ''],
];

/** Returns the singular of an English word: `breweries` → `brewery`. Words that only look like plurals stay unchanged. */
export function singular(word: string): string {
  const form = singularForms.find(([ending]) => ending.test(word));
  return form ? word.replace(...form) : word;
}

/** Returns a key for comparing English names: `Tyre Centres` and `tire center` have the same key. */
export const phraseKey = (text: string): string => keyOf(foldedWords(text));

/** Returns the key of words from `foldedWords`. */
export const keyOf = (words: readonly string[]): string =>
  words
    .map(singular)
    .map((word) => spellings[word] ?? word)
    .join(' ');

export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/&/g, ' and ')
    .replace(/(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))/gu, '')
    .replace(/['’]s?\b/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '' && word !== 'and');

/** Returns the words without accents and without articles before an apostrophe: `Cabinet d’avocats` → `cabinet avocats`. */
export const foldedWords = (text: string): string[] =>
  wordsOf(text.replace(/(?<=^|[\s-])(?:d|l|dell|all|nell|sull)['’]/giu, '')).map(foldLetters);

/** Letters that do not decompose into a letter and an accent. */
const undecomposed: Readonly<Record<string, string>> = {
  æ: 'ae',
  đ: 'd',
  ı: 'i',
  ł: 'l',
  œ: 'oe',
  ø: 'o',
  ς: 'σ',
  ß: 'ss',
};

function foldLetters(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[æđıłœøςß]/g, (letter) => undecomposed[letter] ?? letter);
}
