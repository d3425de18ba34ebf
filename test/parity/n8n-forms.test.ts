import type { JobOperation } from '@scrapekit/core';
import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { withoutAdditions } from './n8n-additions.ts';
import { type ActionForm, actionForms, actionNodes, allParameters } from './n8n-nodes.ts';
import {
  alternativeName,
  batchField,
  comparable,
  expectedParameters,
  fieldsOf,
  isStart,
  parameterName,
  titleCase,
} from './n8n-parameters.ts';

const named = actionForms.map((form) => ({
  ...form,
  title: `${form.node.name}, ${form.resource}, ${form.value}`,
}));

describe.each(named)('the form of $title', (form) => {
  test('asks for each field as the definition describes it', () => {
    for (const { field, collection, parameter } of expectedParameters(form)) {
      const shown = form.parameters.flatMap((each) =>
        collection === undefined || each.name !== collection
          ? [each]
          : ((each.options ?? []) as INodeProperties[]),
      );
      const actual = shown.find(({ name }) => name === parameter.name);

      expect(comparable(actual, parameter)).toEqual(parameter);
      expect(withoutAdditions(actual?.description ?? '')).toBe(withoutAdditions(field.help));
    }
  });

  test('has no other parameters than those of its action', () => {
    const names = new Set(allParameters(form).map(({ name }) => name));

    expect([...names].toSorted()).toEqual([...new Set(parameterNames(form))].toSorted());
  });

  test('asks for a number before it offers the whole balance in its place', () => {
    const names = form.parameters.map(({ name }) => name);

    for (const field of fieldsOf(form)) {
      const name = alternativeName(field);
      if (name !== undefined)
        expect(names.indexOf(name)).toBeGreaterThan(names.indexOf(parameterName(field.key)));
    }
  });

  test('shows each parameter once for the same choices', () => {
    const places = form.parameters.map(
      ({ name, displayOptions }) => `${name} ${JSON.stringify(displayOptions)}`,
    );

    expect(places).toEqual([...new Set(places)]);
  });

  test('hides from a tool what only a workflow can do', () => {
    const ofTool = form.parameters.filter(
      ({ displayOptions }) => displayOptions?.hide?.['@tool'] === undefined,
    );
    const names = ofTool.map(({ name }) => name);

    // A tool waits as long as an agent does, and answers with the first rows.
    expect(names.filter((name) => ['whileRunning', 'sleepNotice', 'output'].includes(name))).toEqual([]);
  });

  test('names its action in n8n’s words', () => {
    const { words, value } = form;

    expect(words.name).toBe(
      titleCase(value.replace(/[A-Z]/g, (letter) => ` ${letter}`)).replace(' And ', ' and '),
    );
    expect(words.action).toBe(actionWords(form));
  });
});

/** Returns the names of the parameters that a form has, and of the entries of its collections. */
function parameterNames(form: ActionForm): readonly string[] {
  const { action, node, operation, resourceBinding } = form;
  const job = operation?.kind === 'job' ? operation : undefined;
  const readsRows = action === 'startAndWait' || action === 'results';
  const batch = batchField(form);
  const fields = expectedParameters(form);
  const price = isStart(form) && action !== 'call' && operation?.price !== undefined ? ['spendLimit'] : [];
  const options = [
    ...price,
    ...(action === 'startAndWait' ? ['giveUpAfter', 'pollEvery', 'waitBeforeSleep'] : []),
    ...(action === 'startAndWait' && job?.cancel !== undefined ? ['cancelOnStop'] : []),
    ...(readsRows ? ['maxItems', 'skip'] : []),
  ];
  return [
    ...fields.map(({ parameter }) => parameter.name ?? ''),
    ...fields.flatMap(({ collection }) => collection ?? []),
    ...fieldsOf(form).flatMap((field) => {
      const name = alternativeName(field);
      return name === undefined ? [] : [name, `${name}Notice`];
    }),
    ...(batch === undefined ? [] : ['inputFrom', 'binaryField']),
    ...(batch !== undefined && resourceBinding.element !== undefined ? ['column'] : []),
    ...(action === 'startAndWait' ? ['whileRunning', 'sleepNotice'] : []),
    ...(readsRows ? ['output'] : []),
    ...((readsRows || action === 'call') && resourceBinding.simplified !== undefined ? ['simplify'] : []),
    ...(action === 'start' && node.binding.provider.webhook.registration.kind === 'named'
      ? ['queueNotice']
      : []),
    ...(options.length > 0 ? ['options', ...options] : []),
    ...(ownParameters[action] ?? []),
  ];
}

/** The parameters of actions that start no job. */
const ownParameters: Readonly<Record<string, readonly string[]>> = {
  get: ['jobId'],
  cancel: ['jobId'],
  results: ['jobId'],
  artifact: ['jobId', 'artifactId'],
  list: ['returnAll', 'limit', 'filters', 'status', 'createdAfter'],
  createEndpoint: ['url', 'events', 'secretNotice'],
  listEndpoints: [],
  deleteEndpoint: ['endpointId'],
};

/**
 * Returns the sentence of an action. n8n shows it in the search, and it is all that an AI agent reads about a tool, so
 * it says that the action is paid.
 */
function actionWords({ action, operation, value }: ActionForm): string {
  const { job = '', rows = '', row = '' } = operation?.kind === 'job' ? operation.nouns : {};
  const aJob = `${/^[aeiou]/.test(job) ? 'an' : 'a'} ${job}`;
  switch (action) {
    case 'start':
      return `Start a paid ${job}`;
    case 'startAndWait':
      return `Start a paid ${job} and wait for its ${rows}`;
    case 'results':
      return `Get the ${value.replace('get', '').toLowerCase()} of ${aJob}`;
    case 'list':
      return `Get many ${job}s`;
    case 'call':
      return `${sentenceCase(operation?.title ?? '')} as a paid request`;
    case 'artifact':
      return `Download a ${row} of ${aJob}`;
    case 'get':
    case 'cancel':
      return `${titleCase(action)} ${aJob}`;
    default:
      return wordsWithoutJob[action] ?? '';
  }
}

const wordsWithoutJob: Readonly<Record<string, string>> = {
  account: 'Get the account',
  createEndpoint: 'Create a webhook endpoint',
  listEndpoints: 'Get many webhook endpoints',
  deleteEndpoint: 'Delete a webhook endpoint',
};

const sentenceCase = (title: string): string => title.charAt(0) + title.slice(1).toLowerCase();

describe.each(actionNodes)('the node $name', ({ name, description }) => {
  const parameters = allParameters({ parameters: description.properties });

  test('names its resources as the definition names its jobs', () => {
    const [selector] = description.properties;
    const options = selector?.options as readonly { name: string; value: string }[];
    const jobs = named.filter((form) => form.node.name === name && form.action === 'startAndWait');

    for (const { resource, operation } of jobs)
      expect(options.find(({ value }) => value === resource)?.name).toBe(
        titleCase((operation as JobOperation).nouns.job),
      );
  });

  test('shows its choice in words as its subtitle', () => {
    const selectors = parameters.filter((parameter) => ['resource', 'operation'].includes(parameter.name));
    const choices = selectors.flatMap(
      ({ options = [] }) => options as readonly { name: string; value: string }[],
    );

    for (const choice of choices) expect(description.subtitle).toContain(`${choice.value}: "${choice.name}"`);
  });
});

test('a parameter that no definition has reads the same in every node', () => {
  const fromDefinition = new Set(
    named.flatMap((form) => expectedParameters(form).map(({ parameter }) => parameter.name)),
  );
  // These name the job or its rows.
  const varied = new Set([
    'jobId',
    'operation',
    'resource',
    'output',
    'column',
    'options',
    'additionalFields',
  ]);
  const shared = named
    .flatMap(allParameters)
    .filter(({ name }) => !fromDefinition.has(name) && !varied.has(name));
  const texts = new Map<string, Set<string>>();
  for (const { name, displayName, description, hint, options } of shared) {
    const known = texts.get(name) ?? new Set();
    texts.set(name, known.add(JSON.stringify({ displayName, description, hint, options })));
  }

  expect([...texts].filter(([, readings]) => readings.size > 1)).toEqual([]);
});
