const NUL = '\u0000';
/** Of a field's name in a message: names come from the client, in any length. */
const MOST_NAME_CHARACTERS = 80;

/** A place in a request whose text holds U+0000. */
export interface TextWithNul {
  /** The field of the request that it is in, such as `emails`. */
  readonly field: string;
  /** Names the place and says what to do about it. */
  readonly message: string;
}

interface Place {
  readonly field: string;
  readonly name: string;
  readonly value: unknown;
}

/**
 * Finds a text or a key with U+0000 in what a client sent, however deep it is nested. PostgreSQL keeps no such text,
 * so one that is let in fails wherever it is stored or looked for.
 */
export function findTextWithNul(sent: object): TextWithNul | undefined {
  if (Object.keys(sent).some(hasNul)) return complaint('', 'The name of a field');
  // A list that grows, instead of recursion: a body can be nested deeper than the stack is.
  const places = Object.entries(sent).map(([key, value]): Place => ({
    field: key,
    name: shorten(key),
    value,
  }));
  for (const { field, name, value } of places) {
    if (hasNul(value)) return complaint(field, name);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (hasNul(key)) return complaint(field, `A key of ${name}`);
      const innerName = shorten(Array.isArray(value) ? `${name}[${key}]` : `${name}.${key}`);
      places.push({ field, name: innerName, value: inner });
    }
  }
  return undefined;
}

const hasNul = (value: unknown): boolean => typeof value === 'string' && value.includes(NUL);

const complaint = (field: string, where: string): TextWithNul => ({
  field,
  message: `${where} must not hold the character U+0000. Remove it and send the request again.`,
});

const shorten = (name: string): string =>
  name.length <= MOST_NAME_CHARACTERS ? name : `${name.slice(0, MOST_NAME_CHARACTERS)}…`;
