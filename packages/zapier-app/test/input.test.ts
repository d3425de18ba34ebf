import {
  type Field,
  inputFields,
  type Operation,
  type ProviderDefinition,
  providers,
  sample,
} from '@scrapekit/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectInput } from '../src/input.ts';

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  key: 'value',
  label: 'Value',
  help: '',
  type,
  required: false,
  ...more,
});

const collect = (one: Field, value: unknown) => collectInput('scrape', [one], { value }).value;

const operations = Object.values<ProviderDefinition>(providers).flatMap(({ id, operations: each }) =>
  Object.entries<Operation>(each).map(([key, operation]) => ({ name: `${id} ${key}`, operation })),
);

describe.each(operations)('$name', ({ operation }) => {
  const fields = inputFields(operation);

  test('takes the examples of its fields, also as texts', () => {
    const example = sample(fields.filter(({ filledBy }) => filledBy === undefined));
    const texts = Object.fromEntries(
      Object.entries(example).map(([key, value]) => [key, typeof value === 'number' ? `${value}` : value]),
    );

    expect(operation.input.safeParse(collectInput('x', fields, texts)).error).toBeUndefined();
  });

  test('names each required field that is empty', () => {
    const required = fields.filter((each) => each.required);

    for (const { label } of required) expect(() => collectInput('x', fields, {})).toThrow(`${label}: `);
  });
});

test('never turns a value that is no number into one', () => {
  const value = fc.oneof(fc.string(), fc.anything());
  fc.assert(
    fc.property(value, (entered) => {
      let number: unknown;
      try {
        number = collect(field('integer', { min: 1, max: 500_000 }), entered);
      } catch {
        return;
      }
      if (number === undefined) return;
      expect(Number.isInteger(number) && (number as number) >= 1).toBe(true);
      expect(String(entered as string | number).trim()).toMatch(/^\d+([.]0+)?$/);
    }),
  );
});

test('loses no line of a list and adds none', () => {
  const line = fc.stringMatching(/^[a-z][a-z .,;]*[a-z]$/);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), (lines) => {
      expect(collect(field('list', { element: { type: 'text' } }), lines)).toEqual(lines);
      expect(collect(field('list', { element: { type: 'text' } }), lines.join('\n'))).toEqual(lines);
    }),
  );
});

test.each([
  ['a@x.example, b@y.example;c@z.example', ['a@x.example', 'b@y.example', 'c@z.example']],
  [
    ['a@x.example b@y.example', ''],
    ['a@x.example', 'b@y.example'],
  ],
  ['Acme, Inc.', ['Acme, Inc.']],
])('splits %j where it holds several addresses', (entered, expected) => {
  expect(collect(field('list', { element: { type: 'text' } }), entered)).toEqual(expected);
});

test('takes the filled-in fields of line items', () => {
  const fields = [field('text', { key: 'website' }), field('text', { key: 'firstName' })];
  const people = [{ website: ' a.example ', firstName: '', other: 1 }, { website: 5 }];

  expect(collect(field('list', { element: { type: 'object', fields } }), people)).toEqual([
    { website: 'a.example' },
    { website: '5' },
  ]);
});

test.each([
  ['{"items":["ibm"]}', { items: ['ibm'] }],
  [{ items: ['ibm'] }, { items: ['ibm'] }],
])('reads the JSON object %j', (entered, expected) => {
  expect(collect(field('object'), entered)).toEqual(expected);
});

test.each(['[1]', 'ibm', '{"items":'])('refuses %j where a JSON object is needed', (entered) => {
  expect(() => collect(field('object'), entered)).toThrow('Value: Enter a JSON object');
});
