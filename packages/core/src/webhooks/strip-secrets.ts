const SHOWN = '[redacted]';
// A secret this long is no everyday word, so it is also cut out of longer texts, such as a URL's query.
const MIN_EMBEDDED = 16;

type Container = Record<string, unknown>;

export interface StripOptions {
  /** The JSON text that was parsed. */
  readonly text: string;
  /** Paths of keys to remove, whatever they hold. */
  readonly fields: readonly (readonly string[])[];
  readonly secrets: readonly string[];
}

/** Takes signing secrets out of a parsed body, in place: fields that hold one, and any value that repeats one (F07). */
export function stripSecrets(payload: unknown, { text, fields, secrets }: StripOptions): void {
  for (const field of fields) removeField(payload, field);
  // Few bodies repeat a secret, and only an escape can hide one from this look.
  if (text.includes('\\') || secrets.some((secret) => text.includes(secret))) redactValues(payload, secrets);
}

function redactValues(payload: unknown, secrets: readonly string[]): void {
  // A list instead of recursion: the depth is the sender's choice.
  const open = [payload];
  while (open.length > 0) {
    const node = open.pop();
    if (!isContainer(node)) continue;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string') node[key] = redact(value, secrets);
      else open.push(value);
    }
  }
}

function removeField(payload: unknown, path: readonly string[]): void {
  const parent = path
    .slice(0, -1)
    .reduce((node, key) => (isContainer(node) ? node[key] : undefined), payload);
  const last = path.at(-1);
  if (isContainer(parent) && last !== undefined) Reflect.deleteProperty(parent, last);
}

function redact(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of secrets) {
    if (text === secret) return SHOWN;
    if (secret.length >= MIN_EMBEDDED) shown = shown.replaceAll(secret, SHOWN);
  }
  return shown;
}

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;
