import { providers } from '@scrapekit/core';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { createScrapeJob } from '../../packages/zapier-app/src/providers/scrapekit/create-scrape-job.ts';

// The path is in a variable, so that TypeScript does not check that CommonJS package with this configuration.
const nodePath = '../../packages/n8n-nodes-scrapekit/nodes/ScrapeKit/ScrapeKit.node';
const { ScrapeKit } = (await import(nodePath)) as { ScrapeKit: new () => INodeType };

/** Fields that the host sends by itself, so that the user does not see them. */
const SENT_BY_HOST = ['client_request_id'];

const scrapeInput = providers.scrapekit.operations.scrape.input;
const expected = Object.keys(scrapeInput.shape)
  .filter((field) => !SENT_BY_HOST.includes(field))
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

test('the n8n node has a parameter for every field of a scrape', () => {
  expect(parametersOf('start')).toEqual(expect.arrayContaining(expected));
});

test('the Zapier step has an input for every field of a scrape', () => {
  const fields = createScrapeJob.operation.inputFields as readonly { readonly key: string }[];

  expect(fields.map(({ key }) => key).toSorted()).toEqual(expected);
});

test('Start and Wait has no parameter for the webhook URL', () => {
  const withoutWebhook = expected.filter((field) => field !== 'webhook_url');

  expect(parametersOf('startAndWait')).toEqual(expect.arrayContaining(withoutWebhook));
  expect(parametersOf('startAndWait')).not.toContain('webhook_url');
});
