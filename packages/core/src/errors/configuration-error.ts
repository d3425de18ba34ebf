import { ProviderError } from './provider-error.ts';

/** The configuration prevents the call: for example an unusable secret, an unknown operation or an unsafe base URL. */
export class ConfigurationError extends ProviderError {
  static override readonly brandName: string = 'ConfigurationError';
  override readonly name = 'ConfigurationError';
}

// Programs in JavaScript can pass values of any type, so the checks below accept any value.

/** Throws ConfigurationError when a caller passed no options. */
export function requireOptions(options: unknown): void {
  if (typeof options === 'object' && options !== null) return;
  throw new ConfigurationError('The options are missing: pass an object with them.');
}

/** Throws ConfigurationError unless an option is a function. */
export function requireFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw new ConfigurationError(`The option ${name} must be a function.`);
}

/** Throws ConfigurationError unless an option has these functions. */
export function requireFunctions(name: string, value: unknown, functions: readonly string[]): void {
  const members = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (functions.every((each) => typeof members[each] === 'function')) return;
  const last = functions.at(-1);
  const listed =
    functions.length === 1
      ? `function ${last}`
      : `functions ${functions.slice(0, -1).join(', ')} and ${last}`;
  throw new ConfigurationError(`The option ${name} must have the ${listed}.`);
}

/** Throws ConfigurationError unless an option is a number, which may be infinite. */
export function requireMilliseconds(name: string, value: unknown): void {
  if (typeof value === 'number' && !Number.isNaN(value)) return;
  throw new ConfigurationError(`The option ${name} must be a number of milliseconds.`);
}

/** Throws ConfigurationError unless an option is a Date, which may be one of another realm. */
export function requireDate(name: string, value: unknown): void {
  if (typeof (value as Partial<Date> | null | undefined)?.getTime === 'function') return;
  throw new ConfigurationError(`The option ${name} must be a Date.`);
}

/** Throws ConfigurationError unless an option is absent or a whole number that is not below `min`. */
export function requireWholeNumber(name: string, value: unknown, min: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && Number(value) >= min)) return;
  throw new ConfigurationError(`The option ${name} must be a whole number of at least ${min}.`);
}
