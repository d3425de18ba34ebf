const REPLACEMENT = '[redacted]';
// A secret of this length is also removed from longer texts, such as a URL; a shorter one may be an ordinary word.
const MIN_EMBEDDED_LENGTH = 16;

type Container = Record<string, unknown>;

export interface StripOptions {
  /** The JSON text of the payload. */
  readonly text: string;
  /** Paths of keys to remove, whatever their value is. */
  readonly fields: readonly (readonly string[])[];
  readonly secrets: readonly string[];
}

/** Removes signing secrets from a payload in place: the given fields, and every value that repeats a secret (F07). */
export function stripSecrets(payload: unknown, { text, fields, secrets }: StripOptions): void {
  for (const field of fields) removeField(payload, field);
  // Few bodies repeat a secret, and the search of the text misses one only where the text has an escape.
  if (text.includes('\\') || secrets.some((secret) => text.includes(secret))) redactValues(payload, secrets);
}

function redactValues(payload: unknown, secrets: readonly string[]): void {
  // A loop and not a recursion, because the sender decides how deep the payload is nested.
  const open = [payload];
  while (open.length > 0) {
    const node = open.pop();
    if (!isContainer(node)) continue;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string') node[key] = redactText(value, secrets);
      else open.push(value);
    }
  }
}

function removeField(payload: unknown, path: readonly string[]): void {
  let parent = payload;
  for (const key of path.slice(0, -1)) parent = isContainer(parent) ? parent[key] : undefined;
  const last = path.at(-1);
  // Deleting an absent field would take longer.
  if (isContainer(parent) && last !== undefined && Object.hasOwn(parent, last))
    Reflect.deleteProperty(parent, last);
}

function redactText(text: string, secrets: readonly string[]): string {
  let redacted = text;
  for (const secret of secrets) {
    if (text === secret) return REPLACEMENT;
    if (secret.length >= MIN_EMBEDDED_LENGTH) redacted = redacted.replaceAll(secret, REPLACEMENT);
  }
  return redacted;
}

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;
