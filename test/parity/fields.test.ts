import { providers } from '@scrapekit/core';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { createScrapeJob } from '../../packages/zapier-app/src/providers/scrapekit/create-scrape-job.ts';

// By a variable, as that package is CommonJS and is type-checked by a configuration of its own.
const nodePath = '../../packages/n8n-nodes-scrapekit/nodes/ScrapeKit/ScrapeKit.node';
const { ScrapeKit } = (await import(nodePath)) as { ScrapeKit: new () => INodeType };

/** Sent by the host itself, so that nobody has to fill it in. */
const BY_THE_HOST = ['client_request_id'];

const scrapeInput = providers.scrapekit.operations.scrape.input;
const expected = Object.keys(scrapeInput.shape)
  .filter((field) => !BY_THE_HOST.includes(field))
  .toSorted();

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function parametersOf(operation: string): string[] {
  const shown = new ScrapeKit().description.properties.filter(
    ({ displayOptions }) => displayOptions?.show?.operation?.includes(operation) ?? false,
  );
  const nested = shown
    .filter(({ name }) => name === 'additionalFields')
    .flatMap(({ options = [] }) => options as INodeProperties[]);
  return [...shown, ...nested].map(({ name }) => snakeCase(name));
}

test('n8n offers every field of a scrape', () => {
  expect(parametersOf('start')).toEqual(expect.arrayContaining(expected));
});

test('Zapier offers every field of a scrape', () => {
  const fields = createScrapeJob.operation.inputFields as readonly { readonly key: string }[];

  expect(fields.map(({ key }) => key).toSorted()).toEqual(expected);
});

test('Start and Wait sets the webhook URL itself', () => {
  const withoutWebhook = expected.filter((field) => field !== 'webhook_url');

  expect(parametersOf('startAndWait')).toEqual(expect.arrayContaining(withoutWebhook));
  expect(parametersOf('startAndWait')).not.toContain('webhook_url');
});
