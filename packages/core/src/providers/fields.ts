/** The parsed body of a delivery, or an object in it. */
export type Fields = Readonly<Record<string, unknown>>;

/** Returns a value that must be an object. Throws TypeError for any other value. */
export function parseFields(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new TypeError('An object is expected.');
}

/** Returns the fields of a value that may also be absent or null. Throws TypeError for any other value. */
export const parseOptionalFields = (value: unknown): Fields | undefined =>
  value === undefined || value === null ? undefined : parseFields(value);

/** Returns a value that must be a text of at least one character. Throws TypeError for any other value. */
export function parseText(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError('A text is expected.');
}

/** Returns a text that may also be absent or null. Throws TypeError for any other value. */
export const parseOptionalText = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : parseText(value);
