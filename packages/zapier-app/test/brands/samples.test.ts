import { describe, expect, test } from 'vitest';
import { allSteps, type Field, type Sample } from './definition.ts';

/** A date in ISO 8601, as Zapier wants it in samples (D023). */
const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

describe.each(allSteps)('the sample of $name', ({ step: { operation } }) => {
  const values = flatten(operation.sample);

  test('D012, D024: has the keys of the output fields and no others', () => {
    expect(values.map(([path]) => path).toSorted()).toEqual(
      operation.outputFields.map(({ key }) => key).toSorted(),
    );
  });

  test('D024: has values of the types of the output fields', () => {
    const wrong = values.filter(([path, value]) => {
      const field = operation.outputFields.find(({ key }) => key === path);
      return field === undefined || (value !== null && !hasType(value, field));
    });

    expect(wrong).toEqual([]);
  });

  test('D023: has dates with a time zone', () => {
    const dates = values.filter(([path]) =>
      operation.outputFields.some(({ key, type }) => key === path && type === 'datetime'),
    );

    expect(dates.filter(([, value]) => !zoned.test(String(value)))).toEqual([]);
  });

  test('D022: describes no output field twice, and shows no label twice', () => {
    const keys = operation.outputFields.map(({ key }) => key);
    // The columns of line items are shown under the name of their list.
    const labels = operation.outputFields.map(({ key, label }) => `${key.split('[]', 2).length} ${label}`);

    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

/**
 * Lists the values of a sample by the keys of output fields: `progress__done` for a key of an object and `results[]name` for
 * a key of line items, inside which Zapier has no further line items.
 */
function flatten(sample: Sample, prefix = ''): (readonly [path: string, value: unknown])[] {
  return Object.entries(sample).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    if (isRecord(value)) return flatten(value, `${path}__`);
    const first: unknown = Array.isArray(value) ? value[0] : undefined;
    return isRecord(first) && !prefix.includes('[]') ? flatten(first, `${path}[]`) : [[path, value]];
  });
}

const isRecord = (value: unknown): value is Sample =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hasType(value: unknown, { list, type = 'string' }: Field): boolean {
  if (list === true) return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number' || type === 'boolean') return typeof value === type;
  return typeof value === 'string';
}
