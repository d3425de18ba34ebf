import { describe, expect, test } from 'vitest';
import { definition, steps, type Field } from './definition.ts';
import manifest from '../../package.json' with { type: 'json' };

// The checks of Zapier's upload that need no network, with the numbers that Zapier gives them.

const small = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);
const isTitleCase = (label: string): boolean =>
  label.split(' ').every((word, index) => /^[A-Z0-9]/.test(word) || (index > 0 && small.has(word)));
const bare = (helpText: string): string => helpText.replaceAll(/`[^`]*`|\]\([^)]*\)/g, '');

const authFields = definition.authentication.fields;
const inputFields = steps.flatMap(({ operation }) => operation.inputFields);
const outputFields = steps.flatMap(({ operation }) => operation.outputFields);
const allFields = [...authFields, ...inputFields, ...outputFields];

describe('connection', () => {
  test('D002: the help for the API key links to the page that creates keys', () => {
    const apiKey = authFields.find(({ key }) => key === 'api_key');

    expect(apiKey?.helpText).toMatch(/\[[^\]]+\]\(https:\/\/[^)]+\)/);
  });

  test('D003: the connection label is the account', () => {
    expect(definition.authentication.connectionLabel).toBe('{{account}}');
  });

  test('secrets are password fields, and only the key is required', () => {
    const secrets = authFields.filter(({ key }) => /key|secret|token/.test(key));

    expect(secrets.map(({ type }) => type)).toEqual(['password', 'password']);
    expect(authFields.filter(({ required }) => required !== false).map(({ key }) => key)).toEqual([
      'api_key',
    ]);
  });
});

describe.each(steps.map((step) => [step.key, step] as const))('%s', (_, step) => {
  const { key, noun, display, operation } = step;

  test('has a descriptive snake_case key', () => {
    expect(key).toMatch(/^[a-z]+(_[a-z]+)+$/);
    expect(definition.creates[key]).toBe(step);
  });

  test('D018: label and noun are short and in title case', () => {
    expect(isTitleCase(display.label) && isTitleCase(noun)).toBe(true);
    expect(display.label.length).toBeLessThanOrEqual(64);
    expect(display.label).not.toMatch(/ScrapeKit|Zapier/);
  });

  test('the description begins with a verb and ends with a full stop', () => {
    expect(display.description).toMatch(/^(Creates|Gets|Verifies|Cancels|Finds) .+\.$/s);
    expect(display.description).not.toMatch(/ScrapeKit|Zapier/);
    expect(display.description.length).toBeLessThanOrEqual(1000);
  });

  test('lists the required fields first', () => {
    const required = operation.inputFields.map((field) => field.required === true);

    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    expect(required).toContain(true);
  });

  test('D010, D012: the sample contains the primary key', () => {
    const primary = operation.outputFields.filter((field) => field.primary).map((field) => field.key);

    expect(primary).toEqual(['id']);
    expect(Object.keys(operation.sample)).toEqual(expect.arrayContaining(primary));
  });

  test('D024: the sample and the output fields have the same keys and types', () => {
    const described = operation.outputFields.map((field) => field.key);

    expect(flatten(operation.sample).map(([path]) => path)).toEqual(described);
    for (const [path, value] of flatten(operation.sample)) {
      expect(value, path).toSatisfy(typeCheck(operation.outputFields.find((field) => field.key === path)));
    }
  });
});

describe('fields', () => {
  test('D001: no input asks for a secret', () => {
    expect(inputFields.filter(({ key }) => /token|secret|password|api_?key/i.test(key))).toEqual([]);
  });

  test('D004: a field labelled "ID" offers choices', () => {
    expect(inputFields.filter(({ label, choices }) => /\bID$/.test(label ?? '') && !choices)).toEqual([]);
  });

  test.each(allFields)('D018: $key has a label in title case', ({ key, label = '' }) => {
    expect(label).not.toBe('');
    expect(isTitleCase(label)).toBe(true);
    expect(key).toMatch(/^[a-z]+(\[\])?[a-z]*(_[a-z]+)*$/);
  });

  test.each(inputFields)(
    'D007, D008, D011: the help for $key is a sentence and does not repeat the label',
    (field) => {
      const { helpText = '', label = '' } = field;

      expect(helpText).toMatch(/^[A-Z].*\.$/s);
      expect(helpText.length).toBeLessThanOrEqual(1000);
      expect(bare(helpText)).not.toMatch(/https?:/);
      expect(helpText).not.toContain('](http:');
      expect(helpText.toLowerCase()).not.toBe(`${label.toLowerCase()}.`);
    },
  );
});

test('D023: dates in samples have a time zone', () => {
  const dates = steps.flatMap(({ operation }) =>
    operation.outputFields.filter(({ type }) => type === 'datetime').map(({ key }) => operation.sample[key]),
  );

  for (const date of dates) expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
  expect(dates).not.toEqual([]);
});

test('D027: package.json pins the platform version of the app', () => {
  expect(manifest.dependencies['zapier-platform-core']).toBe(definition.platformVersion);
});

test('D028: the app sets the flag for empty inputs', () => {
  expect(definition.flags.cleanInputData).toBe(false);
});

/** Lists the values of a sample by the keys of output fields, such as `results[]name` for a key of a line item. */
function flatten(sample: Readonly<Record<string, unknown>>): (readonly [string, unknown])[] {
  return Object.entries(sample).flatMap(([key, value]) =>
    Array.isArray(value) && typeof value[0] === 'object'
      ? Object.entries(value[0] as object).map(([inner, each]) => [`${key}[]${inner}`, each] as const)
      : [[key, value] as const],
  );
}

function typeCheck(field: Field | undefined): (value: unknown) => boolean {
  if (field?.list) return Array.isArray;
  if (field?.type === 'integer') return Number.isInteger;
  if (field?.type === 'number' || field?.type === 'boolean') return (value) => typeof value === field.type;
  return (value) => typeof value === 'string';
}
