/** Two ASCII spellings of a letter: the common one and the one of its language. */
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

/** Returns the ASCII spellings of a name in addresses, the likeliest first: `Jürgen` → `jurgen`, `juergen`. */
export function spellings(name: string): string[] {
  const lower = name.normalize('NFC').toLowerCase();
  const spell = (form: 0 | 1): string =>
    Array.from(lower, (letter) => letters[letter]?.[form] ?? letter)
      .join('')
      .normalize('NFD')
      .replace(/[^a-z0-9]/g, '');
  return [...new Set([spell(0), spell(1)])].filter((spelling) => spelling !== '');
}
