import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;

/** A ULID, the form in which responses name their log entry. */
export function createLogId(now: number): string {
  let time = '';
  for (let rest = now, i = 0; i < TIME_CHARACTERS; i++, rest = Math.floor(rest / 32)) {
    time = letter(rest % 32) + time;
  }
  return time + Array.from(randomBytes(RANDOM_CHARACTERS), (byte) => letter(byte % 32)).join('');
}

const letter = (value: number): string => ALPHABET.charAt(value);
