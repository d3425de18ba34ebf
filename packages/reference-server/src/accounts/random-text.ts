import { randomInt } from 'node:crypto';

export const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Text nobody can guess: each character is drawn evenly from `alphabet`. */
export const randomText = (length: number, alphabet: string = LETTERS_AND_DIGITS): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
