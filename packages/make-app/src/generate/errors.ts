import type { ProviderDefinition } from '@scrapekit/core';
import type { JsonObject } from '../format/json.ts';
import { refusalCode, refusalMessage } from './answers.ts';
import { quote, template } from './expression.ts';
import { lostAnswer, NO_REASON, stepAfterCreate } from './words.ts';

/**
 * What an error of a module may have left behind: nothing, a charge whose answer was lost, or a job that an earlier request
 * of the same module started.
 */
export type Consequence =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'charge'; readonly what: string; readonly whereToLook: string }
  | { readonly kind: 'started'; readonly job: string };

const BAD_KEY = 'InvalidAccessTokenError';
const serverErrors = [500, 502, 503, 504];
const refusedInput = [400, 404, 409, 410, 413, 422];

/**
 * The types of errors that Make documents for custom apps. Make runs a module again after a RateLimitError and a
 * ConnectionError, so a module gets these two only when a second run does no harm. Make has no type for an empty balance.
 * OutOfSpaceError, for an account that has no room left, is the nearest.
 */
export function errorDirective(provider: ProviderDefinition, consequence: Consequence): JsonObject {
  const { badKeyStatuses = [401] } = provider;
  const reason = `[{{statusCode}}] ${reasonOf(provider)}`;
  const isStarted = consequence.kind === 'started';
  const message = isStarted ? `${reason} ${stepAfterCreate(consequence.job)}` : reason;
  const entries = (
    statuses: readonly number[],
    type: string,
    text = message,
  ): (readonly [string, JsonObject])[] =>
    statuses.map((status) => [String(status), { type: isStarted ? 'RuntimeError' : type, message: text }]);
  return {
    type: 'RuntimeError',
    message,
    ...Object.fromEntries([
      ...entries(refusedInput, 'DataError'),
      ...entries([402], 'OutOfSpaceError'),
      ...entries([429], 'RateLimitError'),
      ...(consequence.kind === 'charge'
        ? entries(serverErrors, 'RuntimeError', `[{{statusCode}}] ${lostAnswer(consequence)}`)
        : entries(serverErrors, 'ConnectionError')),
      ...badKeyStatuses.map((status) => [String(status), { type: BAD_KEY, message }] as const),
    ]),
  };
}

/** The provider's message, and what the definition advises for its code. */
function reasonOf(provider: ProviderDefinition): string {
  const message = template(`ifempty(${refusalMessage(provider)}, ${quote(NO_REASON)})`);
  const code = refusalCode(provider);
  const advice = Object.entries(provider.advice ?? {});
  if (code === undefined || advice.length === 0) return message;
  const cases = advice.map(([each, text]) => `${quote(each)}, ${quote(text)}`);
  return `${message} ${template(`switch(${code}, ${cases.join(', ')}, '')`)}`;
}
