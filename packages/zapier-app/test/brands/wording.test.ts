import { type Operation, providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { allSteps, definitions } from './definition.ts';

const EDITOR_TEST = 'A test in the editor is a real run and costs the same.';

/** The steps that start something that may cost money. */
const paid = allSteps.filter(({ step: { kind, key } }) => kind === 'creates' && !/^(get|cancel)_/.test(key));

describe.each(paid)('$name', ({ id, step }) => {
  const { description } = step.display;
  const costs = Object.values<Operation>(providers[id].operations).map(({ cost }) => cost);

  test('states the cost, and that a test in the editor costs the same', () => {
    expect(costs.filter((cost) => description.includes(cost))).not.toEqual([]);
    expect(description).toContain(EDITOR_TEST);
  });

  test('names the provider only where it states the cost', () => {
    const rest = costs.reduce((text, cost) => text.replace(cost, ''), description);

    expect(rest).not.toMatch(new RegExp(`${providers[id].name}|Zapier`));
  });
});

describe.each(allSteps.filter(({ step }) => !paid.some((each) => each.step === step)))(
  '$name',
  ({ id, step }) => {
    test('names neither the app nor Zapier, and has a noun in the singular', () => {
      expect(step.display.description).not.toMatch(new RegExp(`${providers[id].name}|Zapier`));
      expect(step.noun).not.toMatch(/Results|Leads|Addresses|Websites|People|Companies|Contacts|Files/);
    });
  },
);

describe.each(definitions)('the steps of $id about a job', ({ id, steps }) => {
  const about = steps.filter(({ operation: { outputFields } }) =>
    ['status', 'note'].every((name) => outputFields.some(({ key }) => key === name)),
  );

  test.each(about)('$key gives a link to the page of the job', ({ operation: { outputFields, sample } }) => {
    expect(outputFields).toContainEqual({ key: 'link', label: 'Link' });
    expect(sample.link).toBe(providers[id].dashboard);
  });

  test('there are such steps', () => {
    expect(about).not.toEqual([]);
  });
});

describe('a lost callback', () => {
  const waiting = allSteps.filter(({ step: { key } }) => key.endsWith('_and_wait'));

  test.each(waiting)(
    '$name says what works without a callback, and promises no trigger that is missing',
    (each) => {
      const { description } = each.step.display;
      const hasTrigger = definitions
        .find(({ id }) => id === each.id)
        ?.steps.some(({ key }) => key.endsWith('_finished'));

      expect(description).toContain('If the callback is lost, the Zap stays paused.');
      expect(description).toContain('works without a callback');
      expect(description.includes('a Zap that begins when a job has finished')).toBe(hasTrigger);
    },
  );
});
