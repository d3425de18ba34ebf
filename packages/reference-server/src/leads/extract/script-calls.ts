import { backwards } from './obfuscation.ts';
import { unescapePercent } from './percent-encoding.ts';

/** Yields the results of calls with literal arguments, such as `atob('…')`, without running the script. */
export function* knownResults(code: string): Generator<string> {
  for (const [, encoded = ''] of code.matchAll(/atob\(\s*['"]([A-Za-z0-9+/=]{8,2000})['"]/g)) {
    yield Buffer.from(encoded, 'base64').toString();
  }
  for (const [, list = ''] of code.matchAll(/fromCharCode\(([\d\s,x]{5,4000})\)/g)) {
    yield String.fromCharCode(...list.split(',').map((number) => Number(number.trim()) & 0xffff));
  }
  for (const [, encoded = ''] of code.matchAll(percentCall)) yield unescapePercent(encoded);
  for (const [, text = ''] of code.matchAll(
    /['"]([^'"\s]{6,254})['"]\s*\.split\(\s*['"]{2}\s*\)\s*\.reverse\(\)/g,
  )) {
    yield backwards(text);
  }
  for (const [, text = ''] of code.matchAll(
    /UnCryptMailto\(\s*(?:%27|['"])([^'"()]{10,400}?)(?:%27|['"])/g,
  )) {
    yield uncryptTypo3(text);
  }
}

const percentCall = /(?:unescape|decodeURIComponent)\(\s*['"]((?:%[0-9a-f]{2}|[\w.@:+-]){6,4000})['"]/gi;

const typo3Alphabets: readonly (readonly [first: number, last: number])[] = [
  [0x2b, 0x3a],
  [0x40, 0x5a],
  [0x61, 0x7a],
];

/** Decodes TYPO3's spam protection. It shifts each character by an unknown offset; the right offset gives `mailto:`. */
function uncryptTypo3(text: string): string {
  for (let offset = -26; offset <= 26; offset++) {
    const shifted = Array.from(text, (character) => shift(character, offset)).join('');
    if (shifted.startsWith('mailto:')) return shifted;
  }
  return '';
}

function shift(character: string, offset: number): string {
  const code = character.charCodeAt(0);
  const alphabet = typo3Alphabets.find(([first, last]) => code >= first && code <= last);
  if (alphabet === undefined) return character;
  const [first, last] = alphabet;
  const size = last - first + 1;
  return String.fromCharCode(first + ((((code - first + offset) % size) + size) % size));
}
