/** A body as parsed from JSON. */
export type Body = Readonly<Record<string, unknown>>;

/**
 * Finds the places from which a parser of a definition takes a value, in its order of preference. The definition has
 * functions where Make needs paths, so each candidate gets a value of its own, and the parser shows which one it took.
 * @param candidates paths of keys, such as `data.job_id`
 * @param valueOf the value for the candidate with this number
 * @param read parses a body that has these values; may throw
 */
export function findPaths(
  candidates: readonly string[],
  { valueOf, read }: { readonly valueOf: (index: number) => string; readonly read: (body: Body) => unknown },
): readonly string[] {
  const value = (path: string) => valueOf(candidates.indexOf(path));
  const takenFrom = (paths: readonly string[]): string | undefined => {
    const taken = tryRead(() => read(bodyOf(paths.map((path) => [path, value(path)]))));
    return paths.find((each) => value(each) === taken);
  };
  const found: string[] = [];
  // A parser may refuse a body with a value at a place that it does not know.
  for (let left = candidates.filter((path) => takenFrom([path]) === path); ;) {
    const path = takenFrom(left);
    if (path === undefined) return found;
    found.push(path);
    left = left.filter((each) => each !== path);
  }
}

/** Builds a body from values at paths. A path through an earlier value is left out. */
export function bodyOf(values: readonly (readonly [path: string, value: unknown])[]): Body {
  const body: Record<string, unknown> = {};
  for (const [path, value] of values) put(body, path.split('.'), value);
  return body;
}

function put(body: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    body[key] ??= value;
    return;
  }
  const inner = (body[key] ??= {});
  if (typeof inner === 'object') put(inner as Record<string, unknown>, rest, value);
}

/** Returns what a parser reads, or undefined when it refuses the body. */
export function tryRead<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
