import { describeUnknownField, keyPrefixes, providers } from '@scrapekit/core';
import { z } from 'zod/v4';

/** What a message needs of an issue of zod. */
interface RefusedSetting {
  readonly code?: string;
  readonly input?: unknown;
  readonly expected?: string;
  readonly keys?: readonly string[];
}

/** Creates the message for a refused setting from the sentence that says what to write. */
export const say =
  (instruction: string) =>
  ({ input, expected }: RefusedSetting): string => {
    if (input === undefined) return `This is missing. ${instruction}`;
    if (input === null) return `This is empty. ${instruction}`;
    const isUnquoted = expected === 'string' && ['number', 'boolean'].includes(typeof input);
    return isUnquoted ? `Put this in quotes. ${instruction}` : instruction;
  };

/**
 * Creates the schema of a group of settings, which refuses a name that it does not declare. The message of such an issue has
 * one line for each of its names.
 */
export const settings = <Shape extends z.core.$ZodShape>(
  shape: Shape,
  instruction: string,
  describeUnknown = describeUnknownSetting,
) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => describeUnknown(key, Object.keys(shape))).join('\n')
        : say(instruction)(issue),
  });

export const NUMBER_WITH_COMMAS = 'Write numbers without commas, such as 5000000.';

const prefixes = keyPrefixes(Object.values(providers));

/** A name is repeated only when it cannot be a key that was written in the wrong place. */
function describeUnknownSetting(name: string, declared: readonly string[]): string {
  if (/^\d{3}$/.test(name)) return NUMBER_WITH_COMMAS;
  const known = `The settings here are ${declared.join(', ')}.`;
  const isPlain = /^[A-Za-z_-]{1,30}$/.test(name) && !prefixes.some((prefix) => name.startsWith(prefix));
  if (!isPlain) return `There is no such setting. ${known}`;
  const message = describeUnknownField(name, declared).replace('Unknown field', 'Unknown setting');
  return message.includes('Did you mean') ? message : `${message} ${known}`;
}
