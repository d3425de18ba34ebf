import { keyPrefixes, providers } from '@scrapekit/core';
import { z } from 'zod/v4';
import { say, settings } from './setting.ts';

const INSTRUCTION = 'Write { env: NAME } to read it from an environment variable, or the text in quotes.';

/** `{env:NAME}` is read as the name `env:NAME` without a value. */
const describeUnknown = (name: string): string =>
  name.startsWith('env:') ? 'Put a space after the colon: { env: NAME }.' : INSTRUCTION;

/** A secret as it stands in the file: the text, or the name of the environment variable that holds it. */
export type WrittenSecret = string | { readonly env: string };

const prefixes = keyPrefixes(Object.values(providers));

/** Returns the text of a secret, or undefined when it has none. */
export function resolveSecret(written: unknown, environment: NodeJS.ProcessEnv): string | undefined {
  if (typeof written === 'string') return written || undefined;
  if (typeof written !== 'object' || written === null || !('env' in written)) return undefined;
  const { env } = written;
  // Names such as `constructor` lead to properties that every object has.
  return typeof env === 'string' && Object.hasOwn(environment, env)
    ? environment[env] || undefined
    : undefined;
}

export interface SecretRules {
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the secret is sent as a header, which holds ASCII only. */
  readonly inHeader: boolean;
  readonly description: string;
}

/** Creates the schema of a secret, which returns its text. No message of it repeats the secret. */
export const secretSchema = ({ environment, inHeader, description }: SecretRules) =>
  z
    .union([z.string(), settings({ env: z.string({ error: INSTRUCTION }) }, INSTRUCTION, describeUnknown)], {
      error: (issue) =>
        typeof issue.input === 'number' ? 'Put the secret in quotes.' : say(INSTRUCTION)(issue),
    })
    .transform((written: WrittenSecret, context) => {
      const text = resolveSecret(written, environment) ?? '';
      const message = refuseWritten(written, text) ?? refuseText(text, inHeader);
      if (message === undefined) return text;
      context.addIssue({ code: 'custom', message, continue: false });
      return z.NEVER;
    })
    .meta({ description });

function refuseWritten(written: WrittenSecret, text: string): string | undefined {
  if (typeof written === 'string') {
    if (/^\$(?:\{.*\}|[A-Z_][A-Z0-9_]*)$|^env:/.test(written)) return INSTRUCTION;
    return text === '' ? `This is empty. ${INSTRUCTION}` : undefined;
  }
  if (text !== '') return undefined;
  if (prefixes.some((prefix) => written.env.startsWith(prefix)))
    return 'This looks like the secret itself. Write the name of an environment variable after `env:`.';
  return isPlainName(written.env)
    ? `The environment variable ${written.env} is not set, or empty. Set it to the secret.`
    : 'No environment variable has this name. Write the name of one that holds the secret.';
}

/** Words with at most two digits after each. A key written in the wrong place is hardly ever such a name. */
const isPlainName = (name: string): boolean =>
  name.length <= 60 && /^[A-Za-z]{1,15}\d{0,2}(?:_[A-Za-z]{0,15}\d{0,2})*$/.test(name);

function refuseText(text: string, inHeader: boolean): string | undefined {
  if (text !== text.trim()) return 'The secret begins or ends with a space or a line break. Remove it.';
  if (/\p{Cc}/u.test(text)) return 'The secret has a line break or another control character. Remove it.';
  return inHeader && !/^[ -~]*$/.test(text)
    ? 'The secret has a character that no header may have. Copy it again.'
    : undefined;
}
