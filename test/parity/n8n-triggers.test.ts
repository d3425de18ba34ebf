import { type JobOperation, type ProviderDefinition, providers } from '@scrapekit/core';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { actionNodes, importSource, nodeFiles } from './n8n-nodes.ts';

/** The words of a trigger's form are literals, because n8n's linter reads only those. */
const triggers = await Promise.all(
  nodeFiles
    .filter((file) => file.endsWith('Trigger.node.js'))
    .map(async (file) => {
      const [Trigger] = (await importSource(file)) as readonly [new () => INodeType];
      const name = /(\w+)Trigger\.node\.js$/.exec(file)?.[1] ?? file;
      const action = actionNodes.find((node) => node.name === name);
      if (action === undefined) throw new Error(`${name} has a trigger and no action node.`);
      const { binding } = action;
      const { operations } = binding.provider;
      const jobs = Object.entries(operations).flatMap(([key, operation]) =>
        operation.kind === 'job' ? [{ key, operation }] : [],
      );
      return { name, node: new Trigger(), action, binding, jobs };
    }),
);

interface Choice {
  readonly name: string;
  readonly value: string;
  readonly description?: string;
}

const propertyOf = ({ description }: INodeType, name: string): INodeProperties | undefined =>
  description.properties.find((property) => property.name === name);

const choicesOf = (node: INodeType, name: string): readonly Choice[] =>
  (propertyOf(node, name)?.options ?? []) as readonly Choice[];

const inTitleCase = (words: string) => words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

const hasCsv = ({ rows }: JobOperation) => rows.from === 'route' && rows.formats?.csv !== undefined;

const endingsOf = (jobs: readonly { readonly operation: JobOperation }[]) => [
  ...(jobs.some(({ operation }) => operation.cancel !== undefined) ? ['cancelled'] : []),
  'completed',
  'failed',
];

/** The events of a registration that a trigger offers beside the ends of jobs. */
const otherEventsOf = ({ webhook: { registration } }: ProviderDefinition) =>
  registration.kind === 'endpoint' ? registration.events.filter((event) => !event.startsWith('job.')) : [];

test('every provider has a trigger', () => {
  expect(triggers.map(({ binding }) => binding.provider.id).toSorted()).toEqual(
    Object.keys(providers).toSorted(),
  );
});

describe.each(triggers)('the trigger of $name', ({ name, node, action, binding, jobs }) => {
  const { description } = node;
  const { provider } = binding;

  test('has the name, the icon and the credential of the provider', () => {
    expect(description.displayName).toBe(`${provider.name} Trigger`);
    expect(description.name).toBe(`${action.description.name}Trigger`);
    expect(description.icon).toEqual(action.description.icon);
    expect(description.credentials).toEqual([{ name: binding.credential, required: true }]);
    expect(name).toBe(provider.name);
  });

  test('offers the kinds of jobs in the words of the definition, where there are several', () => {
    const expected = jobs.map(({ key, operation }) => ({
      name: inTitleCase(operation.nouns.job),
      value: key,
      description: operation.description.replace(/\.$/, ''),
    }));

    expect(choicesOf(node, 'jobs').toSorted(byValue)).toEqual(
      jobs.length > 1 ? expected.toSorted(byValue) : [],
    );
  });

  test('offers the final states that the jobs can have, and the other events of the provider', () => {
    const values = choicesOf(node, 'events').map(({ value }) => value);

    expect(values.toSorted()).toEqual([...endingsOf(jobs), ...otherEventsOf(provider)].toSorted());
  });

  test('polls only where the provider has a list of jobs', () => {
    const hasList = jobs.some(({ operation }) => operation.list !== undefined);

    expect(description.polling === true).toBe(hasList);
    expect(node.poll !== undefined).toBe(hasList);
    expect(propertyOf(node, 'receive') !== undefined).toBe(hasList);
  });

  test('offers the outputs that the results of the jobs can have', () => {
    const resources = Object.values(binding.resources);
    const expected = [
      'items',
      'job',
      ...(jobs.some(({ operation }) => hasCsv(operation)) ? ['csvFile'] : []),
      ...(resources.some(({ emails }) => emails !== undefined) ? ['emails'] : []),
    ];

    expect(
      choicesOf(node, 'output')
        .map(({ value }) => value)
        .toSorted(),
    ).toEqual(expected.toSorted());
  });

  test('names the rows of its jobs as the definition and the action node do', () => {
    const rows = jobs.map(({ operation }) => inTitleCase(operation.nouns.row));
    const list = rows.join(', ').replace(/, (\w+)$/, ' or $1');
    const perRow = choicesOf(node, 'output').find(({ value }) => value === 'items')?.name;

    expect(perRow).toBe(`One Item per ${list}`);
  });

  test('offers a simplified row for the jobs that have one', () => {
    const simplified = Object.values(binding.resources).flatMap(({ simplified: columns, operation = '' }) =>
      columns === undefined ? [] : [operation],
    );
    const property = propertyOf(node, 'simplify');
    const shownFor = property?.displayOptions?.show?.jobs ?? jobs.map(({ key }) => key);

    expect(property === undefined ? [] : shownFor).toEqual(simplified);
  });

  test('tells in its panel and on publication what to do with its URL', () => {
    expect(description.triggerPanel).toMatchObject({ header: expect.stringMatching(/^See /) as string });
    expect(description.eventTriggerDescription).toContain(provider.name);
    expect(description.eventTriggerDescription).toContain('Test URL');
    expect(description.activationMessage).toContain('Production URL');
  });

  test('tells in its notices where to find the URL, unless the provider gets it by itself', () => {
    const notices = description.properties.filter(({ name: property }) => property === 'webhookNotice');
    const byItself = provider.webhook.registration.kind === 'endpoint';
    const words = byItself ? 'Nothing has to be copied' : 'pen Webhook URLs above, choose Production URL';

    expect(notices.length).toBeGreaterThan(0);
    for (const { displayName } of notices) expect(displayName).toContain(words);
  });
});

function byValue(a: Choice, b: Choice): number {
  return a.value < b.value ? -1 : 1;
}
