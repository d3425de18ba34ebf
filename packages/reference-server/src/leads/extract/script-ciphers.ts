import { backwards } from './obfuscation.ts';
import { unescapePercent } from './percent-encoding.ts';
import { typo3Links } from './typo3.ts';

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
  yield* pluginResults(code);
}

/** Yields the texts that the protections of content management systems print, of whatever domain. */
export function* pluginResults(code: string): Generator<string> {
  yield* typo3Links(code);
  for (const [, text = ''] of code.matchAll(/DeCryptX\(\s*(?:%27|['"])((?:\\.|[^'"\\]){6,400})(?:%27|['"])/g))
    yield decryptCryptX(text.replace(/\\(.)/g, '$1'));
  for (const [, letters = '', indices = ''] of code.matchAll(letterTable)) yield pick(letters, indices);
  for (const [, , key = '', text = ''] of code.matchAll(sortedAlphabet)) yield fromSorted(key, text);
}

const percentCall = /(?:unescape|decodeURIComponent)\(\s*['"]((?:%[0-9a-f]{2}|[\w.@:+-]){6,4000})['"]/gi;

/** "Email Encoder" for WordPress: `ml` holds each letter once, and `mi` their indices, as characters from '0' on. */
const letterTable = /var ml="((?:\\.|[^"\\]){4,200})",\s?mi="((?:\\.|[^"\\]){6,2000})"/g;

function pick(letters: string, indices: string): string {
  const table = letters.replace(/\\(.)/g, '$1');
  const picked = Array.from(indices.replace(/\\(.)/g, '$1'), (index) =>
    table.charAt(index.charCodeAt(0) - 48),
  );
  return unescapePercent(picked.join(''));
}

/** "Encode Shortcode" for WordPress: a shuffled alphabet, its sorted form, and the text in the shuffled one. */
const sortedAlphabet =
  /var (\w{1,9})="([^"]{10,200})";var \w{1,9}=\1\.split\(""\)\.sort\(\)\.join\(""\);var \w{1,9}="([^"]{6,300})"/g;

function fromSorted(key: string, text: string): string {
  const sorted = Array.from(key).sort().join('');
  return Array.from(text, (letter) => sorted.charAt(key.indexOf(letter))).join('');
}

/**
 * Decodes "CryptX" for WordPress. Its versions write each character shifted by one, pairs of an offset and the shifted
 * character, or `offset¦text¦sign`.
 */
function decryptCryptX(text: string): string {
  const [offset = '', shifted, sign] = text.split('¦');
  if (shifted !== undefined) return shiftCodes(shifted, sign === '0' ? Number(offset) : -Number(offset));
  const pairs = [...text.matchAll(/(\d)(.)/gsu)];
  if (pairs.length * 2 === text.length)
    return pairs.map(([, by = '', letter = '']) => shiftCodes(letter, -Number(by))).join('');
  return shiftCodes(text, -1);
}

const shiftCodes = (text: string, by: number): string =>
  Array.from(text, (letter) => String.fromCharCode((letter.charCodeAt(0) + by) & 0xffff)).join('');
