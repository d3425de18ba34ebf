/** TYPO3 shifts characters inside these ranges. */
const ranges: readonly (readonly [first: number, last: number])[] = [
  [0x2b, 0x3a],
  [0x40, 0x5a],
  [0x61, 0x7a],
];

const MAILTO = 'mailto:';

/** Finds calls of `linkTo_UnCryptMailto('…')`, also with an encoded quote. */
const call = /UnCryptMailto\(\s*(?:%27|['"])([^'"()]{10,400}?)(?:%27|['"])/g;

/** Returns the `mailto:` links in calls of TYPO3's function. */
export const typo3Links = (code: string): string[] =>
  Array.from(code.matchAll(call), ([, text = '']) => decryptTypo3(text));

/**
 * Decodes TYPO3's spam protection. It shifts each character by an offset; the right offset gives `mailto:`. Returns `''`
 * when no offset does.
 */
export function decryptTypo3(text: string): string {
  for (let offset = -26; offset <= 26; offset++) {
    if (shiftAll(text.slice(0, MAILTO.length), offset) === MAILTO) return shiftAll(text, offset);
  }
  return '';
}

const shiftAll = (text: string, offset: number): string =>
  Array.from(text, (character) => shift(character, offset)).join('');

function shift(character: string, offset: number): string {
  const code = character.charCodeAt(0);
  const range = ranges.find(([first, last]) => code >= first && code <= last);
  if (range === undefined) return character;
  const [first, last] = range;
  const size = last - first + 1;
  return String.fromCharCode(first + ((((code - first + offset) % size) + size) % size));
}
