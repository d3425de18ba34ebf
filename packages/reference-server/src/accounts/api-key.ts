import { createHash } from 'node:crypto';
import { randomText } from './random-text.ts';

const PREFIX = 'sk_live_';
const SECRET_LENGTH = 40;
const SHOWN_LENGTH = PREFIX.length + 4;

/** `sk_live_` and 40 letters and digits (C008). */
export const createApiKey = (): string => PREFIX + randomText(SECRET_LENGTH);

/** What is stored in the key's place. A key has 238 random bits, so a plain hash cannot be searched. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Enough of a key to recognise it by, too little to use it. */
export const apiKeyPrefix = (key: string): string => key.slice(0, SHOWN_LENGTH);
