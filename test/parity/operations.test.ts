import { type Operation, providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { askedFields } from './asked-fields.ts';
import { actionForms, actionNodes } from './n8n-nodes.ts';
import { forms, type Host, zapierApps } from './offered-operations.ts';

/** Operations that a host does not offer, with the reason. The test fails when this list and the forms disagree. */
const absent: Readonly<Record<Host, Readonly<Record<string, string>>>> = { n8n: {}, zapier: {} };

const operations = Object.values(providers).flatMap(({ id, operations: each }) =>
  Object.keys(each as Readonly<Record<string, Operation>>).map((key) => `${id} ${key}`),
);

describe.each(['n8n', 'zapier'] as const)('%s', (host) => {
  test('offers each operation or is listed with the reason why not', () => {
    const offered = forms
      .filter((form) => form.host === host)
      .map(({ provider, key }) => `${provider.id} ${key}`);
    const listed = Object.keys(absent[host]);

    expect([...new Set(offered), ...listed].toSorted()).toEqual(operations.toSorted());
  });
});

test.each(forms)('$name asks for every field of the operation', (form) => {
  const shown = form.fields.map(({ key }) => key);

  expect(shown).toEqual(expect.arrayContaining(askedFields(form).map(({ key }) => key)));
});

test.each(zapierApps)('Zapier waits for the jobs of $provider.id if the API takes a URL per job', (each) => {
  const { operations: all, webhook } = each.provider;
  const jobs = Object.entries<Operation>(all).filter(([, { kind }]) => kind === 'job');
  const waiting = forms.filter(
    ({ host, provider, fillsWebhook }) => host === 'zapier' && provider === each.provider && fillsWebhook,
  );

  expect(waiting.map(({ key }) => key)).toEqual(
    webhook.registration.kind === 'per-job' ? jobs.map(([key]) => key) : [],
  );
});

test.each(forms.filter(({ fillsWebhook }) => fillsWebhook))('$name asks for no webhook URL', ({ fields }) => {
  expect(fields.map(({ key }) => key)).not.toContain('webhook_url');
});

/** Returns what a node can do with an operation, according to the definition of the provider. */
function actionsFor(operation: Operation): readonly string[] {
  if (operation.kind === 'call') return ['call'];
  const { state, rows, cancel, list } = operation;
  return [
    'start',
    // Without a status route only a trigger learns that a job has ended.
    ...(state.from === 'status' ? ['startAndWait', 'get', 'results'] : []),
    ...(cancel === undefined ? [] : ['cancel']),
    ...(list === undefined ? [] : ['list']),
    ...(rows.from === 'route' && rows.artifact !== undefined ? ['artifact'] : []),
  ];
}

describe.each(actionNodes)('the n8n node $name', (node) => {
  const offered = actionForms.filter((form) => form.node === node);
  const { provider, resources } = node.binding;

  test.each(Object.entries<Operation>(provider.operations))(
    'offers all that is possible with %s',
    (key, operation) => {
      const actions = offered.filter((form) => form.key === key).map(({ action }) => action);

      expect(actions.toSorted()).toEqual(actionsFor(operation).toSorted());
    },
  );

  test('shows the account and manages endpoints where the provider has a route for it', () => {
    const actions = offered.filter(({ key }) => key === undefined).map(({ action }) => action);

    expect(actions.toSorted()).toEqual(
      [
        ...(provider.account?.parse === undefined || isProofOnly(provider.id) ? [] : ['account']),
        ...(provider.webhook.registration.kind === 'endpoint'
          ? ['createEndpoint', 'listEndpoints', 'deleteEndpoint']
          : []),
      ].toSorted(),
    );
  });

  test('offers in its form what its binding runs, and nothing else', () => {
    const shown = offered.map(({ resource, value }) => `${resource} ${value}`);
    const bound = Object.entries(resources).flatMap(([resource, { actions }]) =>
      Object.keys(actions).map((value) => `${resource} ${value}`),
    );

    expect(shown.toSorted()).toEqual(bound.toSorted());
  });
});

/** ScrapeNest's free request proves a key and has no data about the account. */
const isProofOnly = (id: string): boolean => id === 'scrapenest';
