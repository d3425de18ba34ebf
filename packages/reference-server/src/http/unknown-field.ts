import { describeUnknownField } from '@scrapekit/core';
import type { JsonObject } from './json.ts';

/**
 * Names the first field of a body that is not declared and the declared one that was probably meant; undefined when
 * all fields are declared. The sentence is for the sender of the body.
 */
export function complainOfUnknownField(body: JsonObject, declared: readonly string[]): string | undefined {
  const unknown = Object.keys(body).find((field) => !declared.includes(field));
  return unknown === undefined ? undefined : describeUnknownField(unknown, declared);
}
