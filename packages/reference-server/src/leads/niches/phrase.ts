const spellings: Readonly<Record<string, string>> = {
  store: 'shop',
  centre: 'center',
  theatre: 'theater',
  jewellery: 'jewelry',
  jeweller: 'jeweler',
  tyre: 'tire',
  colour: 'color',
  organisation: 'organization',
  automobile: 'car',
  auto: 'car',
  attorney: 'lawyer',
  physician: 'doctor',
};

const singularForms: readonly (readonly [ending: RegExp, replacement: string])[] = [
  [/(?:people)$/, 'person'],
  [/([^aeiou])ies$/, '$1y'],
  [/(ss|x|ch|sh|zz)es$/, '$1'],
  [/(?<!s|u|i|'|^.|^..)s$/, ''],
];

/** Returns the singular: `breweries` → `brewery`. Words that only look like plurals stay unchanged. */
export function singular(word: string): string {
  const form = singularForms.find(([ending]) => ending.test(word));
  return form ? word.replace(...form) : word;
}

/** Returns a key for comparing kinds of business: `Tyre Centres` and `tire center` have the same key. */
export function phraseKey(text: string): string {
  return wordsOf(text)
    .map(singular)
    .map((word) => spellings[word] ?? word)
    .join(' ');
}

export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/&/g, ' and ')
    .replace(/['’]s?\b/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '' && word !== 'and');
