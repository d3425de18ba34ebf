import { cloudflareTexts } from './cloudflare.ts';
import { unescapeText } from './escapes.ts';
import { isOfDomain } from './mail-domain.ts';
import { backwards, mayHoldAddress, revealObfuscated } from './obfuscation.ts';
import { decodePercent } from './percent-encoding.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';

/** Finds the addresses of a text, plain and obfuscated. */
export const readableAddresses = (text: string, options: ScanOptions): string[] =>
  mayHoldAddress(text) ? [...scanAddresses(revealObfuscated(text, options.own), options)] : [];

/**
 * Finds the addresses of a value in the first reading that gives any: as it is, backwards, in ROT13, base64, hexadecimal
 * or character codes. A reading at the site's own domain goes first, because "vasb@firma.cy" is also `info@svezn.pl`.
 */
export function encodedAddresses(value: string, options: ScanOptions): string[] {
  let first: string[] = [];
  const lower = value.toLowerCase();
  const mayBeOwn = options.ownTurned.some((turned) => lower.includes(turned));
  for (const text of readings(value)) {
    if (first.length > 0 && !mayBeOwn) return first;
    const found = readableAddresses(text, options);
    if (found.some((email) => isOfDomain(email, options.own))) return found;
    if (first.length === 0) first = found;
  }
  return first;
}

/** An "@" in the ROT13 of "Email Encoder" for WordPress and of "Obfuscate Email" for Drupal. */
const rotatedAt = /\[at\]|\(at\)|\/ng\/|[[(]ng[\])]/i;

/** Text that a script turns over is an address or a link to one. Prose that is turned over only looks like one. */
const isOneWord = /^\s*\S{5,2000}\s*$/;

function* readings(value: string): Generator<string> {
  const plain = decodePercent(unescapeText(value));
  const isWord = isOneWord.test(value);
  if (isWord && value.includes('/ng/')) yield rot13(value);
  yield plain;
  yield* cloudflareTexts(plain);
  if (!isWord) return;
  if (value.includes('@') || rotatedAt.test(value)) {
    yield backwards(value);
    yield rot13(value);
  } else yield* codedReadings(value.trim());
}

function* codedReadings(value: string): Generator<string> {
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(value)) yield* bytesReadings(Buffer.from(value, 'base64'));
  if (/^={0,2}[A-Za-z0-9+/_-]{8,}$/.test(value)) yield printable(Buffer.from(backwards(value), 'base64'));
  if (/^(?:[0-9a-f]{2}){8,}$/i.test(value)) yield printable(Buffer.from(value, 'hex'));
  if (/^\d{2,3}(?:[:,;.-]\d{2,3}){5,}$/.test(value))
    yield printable(Buffer.from(value.split(/[:,;.-]/).map(Number)));
}

/** The platform GIPS of German public utilities writes base64 of the inverted bytes, from the last to the first. */
function* bytesReadings(bytes: Buffer): Generator<string> {
  const text = printable(bytes);
  yield text === '' ? printable(Buffer.from(bytes.map((byte) => 255 - byte).reverse())) : text;
  if (text.includes('@')) {
    yield backwards(text);
    yield rot13(text);
  }
}

/** Returns readable text, and `''` for other data, such as a picture. */
function printable(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return /^[\x20-\x7E]+$/.test(text) ? decodePercent(unescapeText(text)) : '';
}

/** Shifts each letter by half of the alphabet. */
export const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(base + ((letter.charCodeAt(0) - base + 13) % 26));
  });
