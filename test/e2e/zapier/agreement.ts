interface Shape {
  readonly sample: Readonly<Record<string, unknown>>;
  readonly outputFields: readonly OutputField[];
}

interface OutputField {
  readonly key: string;
  readonly type?: string;
  readonly list?: boolean;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Compares an output with what the app tells Zapier about it: the sample, by which people map fields, and the types of its
 * fields. Returns a sentence for each difference.
 */
export function differences(output: Row, { sample, outputFields }: Shape): string[] {
  return [
    ...keyDifferences('', output, sample),
    ...outputFields.flatMap((field) => typeProblems(output, field)),
  ];
}

/** Leaves out the keys that a provider sends although its documentation does not name them. */
export const withoutAdditions = (found: readonly string[]): string[] =>
  found.filter((difference) => !difference.endsWith(NOT_IN_SAMPLE));

const NOT_IN_SAMPLE = 'is not in the sample';

/** Compares the keys of an output, of its line items, and of the objects in it. */
function keyDifferences(path: string, output: Row, sample: Row): string[] {
  const missing = Object.keys(sample).filter((key) => !(key in output));
  const added = Object.keys(output).filter((key) => !(key in sample));
  const nested = Object.entries(sample).flatMap(([key, value]) => {
    const [wanted, found] = [firstRow(value), firstRow(output[key])];
    return wanted === undefined || found === undefined ? [] : keyDifferences(`${path}${key}.`, found, wanted);
  });
  return [
    ...missing.map((key) => `${path}${key} is only in the sample`),
    ...added.map((key) => `${path}${key} ${NOT_IN_SAMPLE}`),
    ...nested,
  ];
}

function firstRow(value: unknown): Row | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as Row) : undefined;
}

function typeProblems(output: Row, { key, type, list }: OutputField): string[] {
  const wrong = valuesAt(output, key).filter((value) => value !== null && !hasType(value, type, list));
  return wrong.slice(0, 1).map((value) => `${key} is ${JSON.stringify(value)} and no ${type ?? 'text'}`);
}

/** Returns the values of an output field. Its key is `results[]email` for line items, and `company__name` in an object. */
function valuesAt(output: Row, key: string): unknown[] {
  const [list, column] = key.split('[]');
  if (column !== undefined) {
    const rows = output[list ?? ''] as readonly Row[];
    return rows.flatMap((row) => valuesAt(row, column));
  }
  const value = key
    .split('__')
    .reduce<unknown>((inner, name) => (inner === null ? null : (inner as Row | undefined)?.[name]), output);
  return [value];
}

function hasType(value: unknown, type: string | undefined, list = false): boolean {
  if (list) return Array.isArray(value);
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'datetime':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);
    default:
      return typeof value === 'string';
  }
}
