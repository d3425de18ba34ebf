import { z } from 'zod/v4';

export const MAX_NAME = 100;
export const UNNAMED = 'API key';

/** What somebody calls a key. Kept in a text column, which takes no U+0000. */
export const keyName = z
  .string()
  .trim()
  .min(1)
  .max(MAX_NAME)
  .regex(/^\P{Cc}*$/u);
