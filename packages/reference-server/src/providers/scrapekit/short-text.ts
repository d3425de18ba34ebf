import { z } from 'zod/v4';

const MAX_CHARACTERS = 120;

/** Text of 1 to 120 characters that is not blank. Characters are code points: an emoji is one (C070). */
export function shortText(name: string): z.ZodString {
  const message = `${name} must be text of 1 to ${MAX_CHARACTERS} characters.`;
  return z
    .string(message)
    .refine(
      (text) =>
        text.trim() !== '' && text.length <= 2 * MAX_CHARACTERS && Array.from(text).length <= MAX_CHARACTERS,
      message,
    );
}
