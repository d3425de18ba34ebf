const combining =
  /[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF-\u05C7\u0640\u064B-\u065F\u0670\u200B-\u200F\u00AD]/g;
const letters: Readonly<Record<string, string>> = {
  ...{ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ς: 'σ' },
  ...{ ی: 'ي', ى: 'ي', ک: 'ك', ہ: 'ه', ة: 'ه' },
};
const foldedLetter = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/**
 * Returns the words of a text in one spelling, with a space before each word and behind the last. Case, full-width forms,
 * accents, vowel points and the letters that keyboards exchange (ı and i, ی and ي) make no difference.
 */
export function foldWords(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(combining, '')
    .replace(foldedLetter, (letter) => letters[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ');
  return ` ${folded.trim()} `;
}
