const REPLACEMENT = '[redacted]';
// A secret of this length is also removed from longer texts, such as a URL; a shorter one may be an ordinary word.
const MIN_EMBEDDED_LENGTH = 16;

export interface StripOptions {
  /** The JSON text of the payload. */
  readonly text: string;
  /** Paths of keys to remove, whatever their value is. */
  readonly fields: readonly (readonly string[])[];
  readonly secrets: readonly string[];
}

/**
 * Returns a payload without signing secrets (F07): the given fields are removed, and every key and text that repeats a
 * secret is redacted. The fields are removed in place.
 */
export function stripSecrets(payload: unknown, { text, fields, secrets }: StripOptions): unknown {
  for (const field of fields) removeField(payload, field);
  // Few bodies repeat a secret, and the search of the text misses one only where the text has an escape.
  const mayRepeatSecret = text.includes('\\') || secrets.some((secret) => text.includes(secret));
  return mayRepeatSecret ? redact(payload, secrets) : payload;
}

function redact(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((each) => redact(each, secrets));
  if (!isObject(value)) return value;
  // Entries, because an assignment to a key named __proto__ would be lost.
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [redactText(key, secrets), redact(each, secrets)]),
  );
}

function redactText(text: string, secrets: readonly string[]): string {
  let redacted = text;
  for (const secret of secrets) {
    if (text === secret) return REPLACEMENT;
    if (secret.length >= MIN_EMBEDDED_LENGTH) redacted = redacted.replaceAll(secret, REPLACEMENT);
  }
  return redacted;
}

function removeField(payload: unknown, path: readonly string[]): void {
  let parent = payload;
  for (const [index, key] of path.entries()) {
    if (!isObject(parent) || !Object.hasOwn(parent, key)) return;
    if (index === path.length - 1) Reflect.deleteProperty(parent, key);
    else parent = parent[key];
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
