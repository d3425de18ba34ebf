/** Encodings of protections, written after their documentation and independently of the extractor. */
export const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const alphabet = 'abcdefghijklmnopqrstuvwxyz';
    const turned = alphabet.charAt((alphabet.indexOf(letter.toLowerCase()) + 13) % 26);
    return letter === letter.toLowerCase() ? turned : turned.toUpperCase();
  });

export const reversed = (text: string): string => Array.from(text).reverse().join('');

/** Cloudflare: the key as a byte in hexadecimal, then each byte XOR the key. */
export const cloudflare = (key: number, text: string): string =>
  Buffer.from([key, ...Buffer.from(text).map((byte) => byte ^ key)]).toString('hex');

const typo3Ranges = ['+,-./0123456789:', '@ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'];

/** TYPO3 shifts each character inside of its range. */
export const typo3 = (vector: number, text: string): string =>
  Array.from(text, (character) => {
    const range = typo3Ranges.find((characters) => characters.includes(character)) ?? character;
    const at = (range.indexOf(character) + vector + range.length) % range.length;
    return range.charAt(at);
  }).join('');

export const shifted = (by: number, text: string): string =>
  Array.from(text, (character) => String.fromCharCode(character.charCodeAt(0) + by)).join('');

/** GIPS: base64 of the inverted bytes, from the last to the first. */
export const inverted = (text: string): string =>
  Buffer.from(Array.from(text, (character) => 255 - character.charCodeAt(0)).reverse()).toString('base64');

export const codes = (text: string): string =>
  Array.from(text, (character) => character.charCodeAt(0)).join(':');

export const percent = (text: string): string =>
  Array.from(text, (character) => `%${character.charCodeAt(0).toString(16)}`).join('');
