import { transliterations } from './transliteration.ts';

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
  đ: ['d', 'dj'],
  ð: ['d', 'd'],
  þ: ['th', 'th'],
  ı: ['i', 'i'],
};

/**
 * Returns the ASCII spellings of a name in addresses, the likeliest first: `Jürgen` → `jurgen`, `juergen`; `Юлия` → `yuliya`,
 * `iuliia`, `julija`.
 */
export function spellings(name: string): string[] {
  const spell = (text: string, form: 0 | 1): string =>
    Array.from(text, (letter) => letters[letter]?.[form] ?? letter)
      .join('')
      .normalize('NFD')
      .replace(/[^a-z0-9]/g, '');
  const latin = transliterations(name.normalize('NFC').toLowerCase());
  return [...new Set(latin.flatMap((text) => [spell(text, 0), spell(text, 1)]))].filter(
    (spelling) => spelling !== '',
  );
}
