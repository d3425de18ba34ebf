import { createHash, randomInt } from 'node:crypto';

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Returns unpredictable letters and digits from a secure random source. Each of the 62 characters is equally likely.
 */
export const randomText = (length: number): string =>
  Array.from({ length }, () => LETTERS_AND_DIGITS.charAt(randomInt(LETTERS_AND_DIGITS.length))).join('');

/**
 * Returns the hash that the database stores in place of a random text. A plain hash of 200 random bits cannot be reversed.
 */
export const hashRandomText = (text: string): string => createHash('sha256').update(text).digest('hex');
