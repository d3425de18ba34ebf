import type { Bundle } from 'zapier-platform-core';

/** An input field, as far as reading a form goes. */
export interface InputFieldFacts {
  readonly key: string;
  readonly required?: boolean;
}

/** What the user entered: optional fields left empty are left out, a required one is kept so that it is asked for by name. */
export function readInput(
  fields: readonly InputFieldFacts[],
  inputData: Bundle['inputData'],
): Record<string, unknown> {
  const entered = fields.map(({ key, required = false }) => {
    const value = inputData[key] ?? '';
    return value === '' && !required ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entered.flat());
}
