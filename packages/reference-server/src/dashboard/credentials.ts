import { z } from 'zod/v4';

const MAX_CHARACTERS = 1_024;
const text = z.string().min(1).max(MAX_CHARACTERS);

/** What a log-in sends, as JSON or as a form. */
export const credentials = z.object({ email: text, password: text });
