import { describe, expect, test } from 'vitest';
import { failure, stepRunner } from '../run-step.ts';
import { scriptedApi } from '../scripted-api.ts';
import { allSteps } from './definition.ts';

const limits = allSteps.flatMap(({ id, step }) =>
  step.kind === 'creates' && !step.key.startsWith('get_')
    ? step.operation.inputFields
        .filter(({ type }) => type === 'integer')
        .map(({ key, required, default: start }) => ({ id, step: step.key, key, required, start }))
    : [],
);

test('each number that limits what a step buys is required and starts with a number', () => {
  expect(limits.map(({ key }) => key)).toContain('max_leads');
  expect(limits.map(({ key }) => key)).toContain('max');
  for (const limit of limits) {
    expect(limit).toMatchObject({ required: true, start: expect.stringMatching(/^[1-9]\d*$/) });
  }
});

describe.each(limits)('the field $key of $id $step', ({ id, step, key }) => {
  test.each([
    undefined,
    null,
    '',
    ' ',
    0,
    '0',
    'abc',
    '1,000',
    '1e3',
    '0x10',
    '-1',
    true,
    [5],
    {},
    Infinity,
    NaN,
  ])('%j sends nothing', async (value) => {
    const api = await scriptedApi({});
    const inputData = { query: 'dentists', location: 'Austin, Texas', items: ['ibm'], [key]: value };

    const error = await failure(
      stepRunner({ brand: id }).run(`creates.${step}.operation.perform`, { url: api.url, inputData }),
    );

    expect(error.name).toBe('HaltedError');
    expect(error.message).toMatch(/: Enter a whole number/);
    expect(api.requests).toEqual([]);
  });
});
