/** How people write letters that their keyboards, or mail servers, did not have: the second is the local custom. */
const letters: Readonly<Record<string, readonly [string, string]>> = {
  ä: ['a', 'ae'],
  ö: ['o', 'oe'],
  ü: ['u', 'ue'],
  å: ['a', 'aa'],
  ø: ['o', 'oe'],
  æ: ['ae', 'ae'],
  œ: ['oe', 'oe'],
  ß: ['ss', 'ss'],
  ł: ['l', 'l'],
  đ: ['d', 'd'],
  ð: ['d', 'd'],
  þ: ['th', 'th'],
  ı: ['i', 'i'],
};

/** A name as the letters and digits of an address, most likely first: `Jürgen` → `jurgen`, `juergen`. Blanks, hyphens and apostrophes go. */
export function spellings(name: string): string[] {
  const lower = name.normalize('NFC').toLowerCase();
  const spell = (custom: 0 | 1): string =>
    Array.from(lower, (letter) => letters[letter]?.[custom] ?? letter)
      .join('')
      .normalize('NFD')
      .replace(/[^a-z0-9]/g, '');
  return [...new Set([spell(0), spell(1)])].filter((spelling) => spelling !== '');
}
