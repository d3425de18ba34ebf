import { describe, expect, test } from 'vitest';
import { z } from 'zod/v4';
import {
  type Field,
  inputFields,
  inputSchema,
  jobColumns,
  providers,
  rowColumns,
  sample,
} from '../../src/index.ts';
import type { Operation } from '../../src/index.ts';

const { scrape, verify, verifyEmail } = providers.scrapekit.operations;
const byKey = (fields: readonly Field[], key: string): Field | undefined =>
  fields.find((field) => field.key === key);

test('the schema of an input has the words and no keywords of forms', () => {
  const { type, properties, required } = inputSchema(scrape);

  expect([type, required]).toEqual(['object', ['query', 'location', 'max_leads']]);
  expect(properties['query']).toEqual({
    type: 'string',
    title: 'Query',
    description: 'The type of business to look for, up to 120 characters.',
    examples: ['dentists'],
    minLength: 1,
    maxLength: 120,
  });
  expect(properties['max_leads']).toMatchObject({
    anyOf: [
      { type: 'integer', minimum: 1, maximum: 500_000 },
      { type: 'string', const: 'all' },
    ],
  });
  const all = Object.values(providers).flatMap(({ operations }) => Object.values<Operation>(operations));
  expect(JSON.stringify(all.map(inputSchema))).not.toMatch(/"(choices|filledBy)"/);
});

describe('the fields of an input', () => {
  test('C068, C071: have the words and the documented bounds', () => {
    expect(byKey(inputFields(scrape), 'query')).toEqual({
      key: 'query',
      label: 'Query',
      help: 'The type of business to look for, up to 120 characters.',
      type: 'text',
      required: true,
      example: 'dentists',
      placeholder: 'e.g. dentists',
      min: 1,
      max: 120,
    });
    expect(byKey(inputFields(scrape), 'max_leads')).toMatchObject({
      type: 'integer',
      required: true,
      min: 1,
      max: 500_000,
      alternative: 'all',
    });
    expect(byKey(inputFields(scrape), 'verify_emails')).toMatchObject({ type: 'boolean', required: false });
  });

  test('have the smallest number that is accepted', () => {
    expect(byKey(inputFields(providers.scrupp.operations.companies), 'max')).toMatchObject({
      type: 'integer',
      required: false,
      min: 1,
    });
  });

  test('say which of them programs fill', () => {
    const filled = inputFields(scrape).filter(({ filledBy }) => filledBy === 'host');

    expect(filled.map(({ key }) => key)).toEqual(['client_request_id']);
  });

  test('C130, M02: describe a list by its elements', () => {
    const [records] = inputFields(providers.matchkraft.operations.emailFinder);

    expect(byKey(inputFields(verify), 'emails')).toMatchObject({
      type: 'list',
      element: { type: 'text' },
      min: 1,
      max: 100_000,
    });
    expect(records?.element?.fields?.map(({ key }) => key)).toEqual(['firstName', 'lastName', 'website']);
  });

  test('name the choices and the default', () => {
    const format = byKey(inputFields(providers.scrapfly.operations.scrapeNow), 'format');

    expect(format?.type).toBe('choice');
    expect(format?.choices).toContainEqual({ value: 'clean_html', label: 'Clean HTML' });
    expect(byKey(inputFields(providers.matchkraft.operations.domainScan), 'jobName')).toMatchObject({
      required: false,
      default: 'API job',
    });
  });
});

describe('columns', () => {
  test('C105, C143: are those of the documents, in their order', () => {
    expect(rowColumns(scrape).map(({ key }) => key)).toEqual(
      'place_id name address phone website rating reviews_count lat lng category emails_found email_status'.split(
        ' ',
      ),
    );
    expect(rowColumns(verify).map(({ key }) => key)).toEqual(
      'email status reason role catch_all free_provider overall_score'.split(' '),
    );
  });

  test('C077, C090: of a job differ between its create and its status', () => {
    expect(jobColumns(scrape, 'create').map(({ key }) => key)).toEqual(
      'job_id status query location max_leads verify_emails estimated_credits created_at'.split(' '),
    );
    expect(jobColumns(scrape).map(({ key }) => key)).toEqual(
      'job_id status query location progress credits_used verification_credits_used error created_at updated_at'.split(
        ' ',
      ),
    );
  });

  test('C122: keep the fields of an object', () => {
    const checks = byKey(rowColumns(verifyEmail), 'checks');

    expect(checks?.type).toBe('object');
    expect(checks?.fields?.map(({ key }) => key)).toEqual(
      'syntax mx smtp disposable role_account catch_all free_provider'.split(' '),
    );
  });
});

interface Words {
  readonly name: string;
  readonly operation: Operation;
}

const operations: readonly Words[] = Object.values(providers).flatMap(({ id, operations: each }) =>
  Object.entries(each as Readonly<Record<string, Operation>>).map(([key, operation]) => ({
    name: `${id} ${key}`,
    operation,
  })),
);

const columnsOf = (operation: Operation): readonly Field[] => [
  ...rowColumns(operation),
  ...(operation.kind === 'job' ? [...jobColumns(operation), ...jobColumns(operation, 'create')] : []),
];
const nested = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => [field, ...nested([...(field.fields ?? []), ...(field.element?.fields ?? [])])]);

const small = [
  'a',
  'an',
  'and',
  'as',
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
];
const isTitle = (text: string): boolean =>
  text.split(' ').every((word, index) => /^[A-Z0-9]/.test(word) || (index > 0 && small.includes(word)));
const isSentence = (text: string): boolean => /^[A-Z][^\n]*[^ ]\.$/.test(text);

describe.each(operations)('the words of $name', ({ operation }) => {
  test('title and labels are in title case, and everything else is a sentence', () => {
    const fields = nested([...inputFields(operation), ...columnsOf(operation)]);

    expect([operation.title, ...fields.map(({ label }) => label)].filter((text) => !isTitle(text))).toEqual(
      [],
    );
    const sentences = [operation.description, operation.cost, ...fields.map(({ help }) => help)];
    expect(sentences.filter((text) => !isSentence(text))).toEqual([]);
  });

  test('say what a run costs, also at the field that decides how much', () => {
    const mentionsCost = (text: string) => /cost|charge|credit/.test(text);

    expect(operation.cost).toSatisfy(mentionsCost);
    expect(inputFields(operation).filter(({ help }) => mentionsCost(help))).not.toEqual([]);
  });

  test('have an example for every field, and the input accepts the sample', () => {
    const fields = inputFields(operation);

    const withoutExample = [...fields, ...columnsOf(operation)].filter(
      (field) => field.example === undefined && field.fields === undefined,
    );
    expect(withoutExample.map(({ key }) => key)).toEqual([]);
    expect(operation.input.safeParse(sample(fields)).error).toBeUndefined();
  });

  test('the schemas of rows and jobs accept their samples', () => {
    const { rows } = operation;

    expect(z.strictObject(rows.schema.shape).safeParse(sample(rowColumns(operation))).error).toBeUndefined();
    if (operation.kind !== 'job') return;
    const { created, schema } = operation.job;
    expect(z.strictObject(schema.shape).safeParse(sample(jobColumns(operation))).error).toBeUndefined();
    expect(
      z.strictObject(created.shape).safeParse(sample(jobColumns(operation, 'create'))).error,
    ).toBeUndefined();
    expect(operation.parseJob(sample(jobColumns(operation, 'create'))).id).toEqual(expect.any(String));
  });
});
