import { randomUUID } from 'node:crypto';
import { scanJson, type LongList } from './scan-json.ts';

/** Returns the value of a JSON text in UTF-8. Throws a SyntaxError or a TypeError for other bytes. */
export const parseJsonText = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

/**
 * Parses a JSON object step by step, so that the caller can do other work between the steps. A long list directly in the
 * object is parsed in groups of elements. Throws a JsonShapeError for a text that `scanJson` refuses, and the errors of
 * `parseJsonText` otherwise.
 */
export function* parseLargeJson(bytes: Buffer): Generator<undefined, unknown> {
  const lists = yield* scanJson(bytes);
  if (lists.length === 0) return parseJsonText(bytes);
  // The text without the elements of long lists is parsed first. A name that no client can guess stands for each list.
  const name = randomUUID();
  const value = parseJsonText(withoutElements(bytes, lists, name)) as Record<string, unknown>;
  const elements: (readonly unknown[])[] = [];
  for (const list of lists) elements.push(yield* parseElements(bytes, list));
  for (const [key, field] of Object.entries(value)) {
    const first: unknown = Array.isArray(field) ? field[0] : undefined;
    if (typeof first === 'string' && first.startsWith(name))
      Object.defineProperty(value, key, { value: elements[Number(first.slice(name.length))] });
  }
  return value;
}

function withoutElements(bytes: Buffer, lists: readonly LongList[], name: string): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const [index, { start, groupEnds }] of lists.entries()) {
    parts.push(bytes.subarray(from, start), Buffer.from(`"${name}${index}"`));
    from = groupEnds.at(-1) ?? start;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

const [comma, opening, closing] = [',', '[', ']'].map((text) => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
];

function* parseElements(
  bytes: Buffer,
  { start, groupEnds }: LongList,
): Generator<undefined, readonly unknown[]> {
  const elements: unknown[] = [];
  let from = start;
  for (const end of groupEnds) {
    const group = parseJsonText(Buffer.concat([opening, bytes.subarray(from, end), closing])) as unknown[];
    // Two commas in a row, or one at the end, leave an empty group.
    if (group.length === 0) throw new SyntaxError('A list has a comma without an element.');
    for (const element of group) elements.push(element);
    from = end + comma.length;
    yield;
  }
  return elements;
}
