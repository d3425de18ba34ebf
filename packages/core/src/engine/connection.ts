import { ConfigurationError } from '../errors/configuration-error.ts';
import { isPrivateChannel } from '../http/authenticate.ts';
import { createRedact, type Redact } from '../http/redact.ts';
import { keyPrefixes, type ProviderDefinition } from '../provider.ts';
import { providers } from '../providers/index.ts';

/** Returns a base URL without surrounding blanks. Throws ConfigurationError for one to which no route can be added. */
export function parseBaseUrl(baseUrl: string): string {
  const text = trimInvisible(baseUrl);
  if (!isPrivateChannel(text)) {
    throw new ConfigurationError(
      'The base URL must start with https://, so that the API key is not sent in clear. Only a server in a private ' +
        'network may have http://.',
    );
  }
  // Routes are appended to the text, and a part after `?` or `#` would swallow them.
  if (/[?#]/.test(text)) {
    throw new ConfigurationError('The base URL must have no query (?) and no fragment (#).');
  }
  const { username, password, href } = new URL(text);
  if (username !== '' || password !== '') {
    throw new ConfigurationError('The base URL must have no user name and no password.');
  }
  return href;
}

/**
 * Returns a credential without surrounding blanks and invisible characters, which are often copied with it. Throws
 * ConfigurationError, with the name and not the value, when the rest cannot stand in a header.
 */
export function parseCredential(name: string, value: unknown): string {
  const text = trimInvisible(value);
  if (text === '') throw new ConfigurationError(`The credential '${name}' is empty.`);
  if (/^[ -~]+$/.test(text)) return text;
  throw new ConfigurationError(
    `The credential '${name}' has a character that cannot stand in a header, such as a line break, an invisible ` +
      'character or a letter outside ASCII. Copy it again.',
  );
}

const INVISIBLE = String.raw`[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+`;
const invisibleEnds = new RegExp(`^${INVISIBLE}|${INVISIBLE}$`, 'gu');

/** Removes blanks and invisible characters from both ends. A value of another type than text counts as empty. */
export const trimInvisible = (value: unknown): string =>
  typeof value === 'string' ? value.replace(invisibleEnds, '') : '';

/**
 * Creates the function that removes secrets from messages: those that the client knows, and every text that begins like
 * a key of some provider, because a host may add a key that the client does not know (C192).
 */
export const createProviderRedact = (provider: ProviderDefinition, secrets: readonly string[]): Redact =>
  createRedact({ secrets, keyPrefixes: keyPrefixes([...Object.values(providers), provider]) });
