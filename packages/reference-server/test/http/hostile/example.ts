import { hostileValues, type Hostile } from './values.ts';

/** A request that the server takes. A hostile value then replaces one part after the other. */
export interface Example {
  readonly method: string;
  /** With parameters in braces, such as `/jobs/{id}`. */
  readonly path: string;
  /** The values of parameters in the path. @default a text that names nothing */
  readonly ids?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly form?: Readonly<Record<string, string>>;
}

/** A request that is ready to be sent. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const PARAMETER = /\{(\w+)\}/g;
const inUrl = hostileValues.flatMap((value) => value.inUrl ?? []);

/** Returns the example with each hostile value in each of its parts. */
export function hostileVariants(example: Example): readonly HostileRequest[] {
  const plain = plainRequest(example);
  return [
    plain,
    ...pathsOf(example).map((path) => ({ ...plain, path: path + queryText(example.query) })),
    ...hostileFields(example.query ?? {}).map((query) => ({ ...plain, path: plainPath(example) + query })),
    ...bodiesOf(example).map((body) => ({ ...plain, body })),
  ];
}

const plainPath = ({ path, ids = {} }: Example): string =>
  path.replace(PARAMETER, (_, name: string) => ids[name] ?? 'some-id');

const plainRequest = (example: Example): HostileRequest => ({
  method: example.method,
  path: plainPath(example) + queryText(example.query),
  headers: { ...(example.json && json), ...(example.form && form), ...example.headers },
  ...(example.json && { body: JSON.stringify(example.json) }),
  ...(example.form && { body: queryText(example.form).slice(1) }),
});

const queryText = (fields: Readonly<Record<string, string>> = {}): string =>
  Object.keys(fields).length === 0 ? '' : `?${new URLSearchParams(fields).toString()}`;

/** Replaces each parameter of the path. Values without characters would be another path. */
function pathsOf(example: Example): readonly string[] {
  return [...example.path.matchAll(PARAMETER)].flatMap(([parameter]) =>
    inUrl
      .filter((value) => value !== '')
      .map((value) => plainPath({ ...example, path: example.path.replace(parameter, value) })),
  );
}

/** Returns query texts in which one field is hostile, or in which a hostile field was added or sent twice. */
function hostileFields(fields: Readonly<Record<string, string>>): readonly string[] {
  return [...Object.keys(fields), 'unknown'].flatMap((name) => {
    const { [name]: _, ...others } = fields;
    const rest = queryText(others) || '?';
    return [...inUrl.map((value) => `${rest}&${name}=${value}`), `${rest}&${name}=a&${name}=%00`];
  });
}

function bodiesOf(example: Example): readonly string[] {
  if (example.form !== undefined) return hostileFields(example.form).map((text) => text.slice(1));
  if (example.json === undefined) return [];
  return ['', '{', 'null', '[]', '"\\ud800"', ...hostileJson(example.json)];
}

const MARK = 'hostile';

/** Returns JSON texts in which a value at any depth of the object, or one of a field that it lacks, is hostile. */
function hostileJson(value: object): readonly string[] {
  const marked = [...markEachValue(value), { ...value, unknown: MARK }].map((each) => JSON.stringify(each));
  return marked.flatMap((text) => hostileValues.map((hostile) => insert(text, hostile)));
}

// A replacement function is needed, because a replacement text may not contain dollar signs.
const insert = (text: string, hostile: Hostile): string => text.replace(`"${MARK}"`, () => hostile.json);

function markEachValue(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [MARK];
  const inner = Object.entries(value).flatMap(([key, field]) =>
    markEachValue(field).map((marked) =>
      Array.isArray(value) ? value.with(Number(key), marked) : { ...value, [key]: marked },
    ),
  );
  return [...inner, MARK];
}
