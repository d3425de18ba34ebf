import type { JsonObject } from '../../http/json.ts';
import { invalid } from './refusals.ts';

const MIN_LENGTH = 3;
const MAX_LENGTH = 254;
/** Something on both sides of one `@`; a second one only within quotes (RFC 5321 section 4.1.2). */
const TWO_PARTS = /^(?:"(?:[^"\\\s]|\\\S)*"|[^@\s]+)@[^@\s]+$/;

/** The rule for every element of a list (C132). */
export const isEmailShaped = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length >= MIN_LENGTH &&
  value.length <= MAX_LENGTH &&
  value.includes('@');

/** The body's address, or a 400 when it cannot be read as one (C120, C121). */
export function readEmail({ email }: JsonObject): string {
  if (isEmailShaped(email) && TWO_PARTS.test(email)) return email;
  throw invalid('invalid_email', `email must be an address of ${MIN_LENGTH} to ${MAX_LENGTH} characters.`);
}
