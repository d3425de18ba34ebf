import { parseExpression } from '../iml/parse.ts';

/** What Make's log of a run shows about one exchange. */
export interface LogEntry {
  readonly request: object;
  readonly response: object;
}

const HIDDEN = '*****';

/** Replaces the values at paths such as `request.headers.authorization`. */
export function sanitize(entry: LogEntry, paths: readonly string[]): LogEntry {
  const copy = structuredClone(entry) as unknown as Record<string, unknown>;
  for (const path of paths) {
    const parsed = parseExpression(path);
    if (parsed.kind === 'path') hide(copy, [parsed.root, ...parsed.keys]);
  }
  return copy as unknown as LogEntry;
}

function hide(value: unknown, [key = '', ...rest]: readonly string[]): void {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return;
  const object = value as Record<string, unknown>;
  if (rest.length === 0) object[key] = HIDDEN;
  else hide(object[key], rest);
}
