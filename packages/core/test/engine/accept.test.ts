import { expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { scrapenest } from '../../src/providers/scrapenest/definition.ts';
import { scrapfly } from '../../src/providers/scrapfly/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport } from '../scripted-transport.ts';
import { scriptedClient } from './client.ts';

const lead = { id: 'sk_job_1', operation: 'scrape' };

test('a CSV file is asked for as text/csv', async () => {
  const { client, requests } = scriptedClient({ text: 'name\nA' });

  await Array.fromAsync(client.resultsFile(lead, 'csv'));

  expect(requests.map(({ headers }) => headers['accept'])).toEqual(['text/csv']);
});

test('rows, a JSON file and a job are asked for as application/json', async () => {
  const { client, requests } = scriptedClient(
    { json: { results: [] } },
    { json: { results: [] } },
    { json: { job_id: 'sk_job_1', status: 'running' } },
  );

  await Array.fromAsync(client.results(lead));
  await Array.fromAsync(client.resultsFile(lead, 'json'));
  await client.get(lead);

  expect(requests.map(({ headers }) => headers['accept'])).toEqual(Array(3).fill('application/json'));
});

test('content behind a link may have any type', async () => {
  const link = 'https://api.scrapfly.io/scrape/clob/1';
  const { transport, requests } = scriptedTransport({ text: '<html></html>' });
  const event = {
    provider: 'scrapfly',
    trust: 'signed',
    readable: true,
    jobId: 'job_1',
    status: 'completed',
    deduplicationKey: 'scrapfly:job_1',
    payload: { result: { success: true, format: 'clob', content: link } },
  } as const;
  const deliveries = { find: () => Promise.resolve(event), nudge: () => Promise.resolve() };
  const client = createClient(scrapfly, { transport, clock: new FakeClock(), deliveries });

  await Array.fromAsync(client.results({ id: 'job_1', operation: 'scrape' }));

  expect(requests.map(({ url, headers }) => [url, headers['accept']])).toEqual([[link, '*/*']]);
});

test('a file that a job produced may have any type', async () => {
  const { transport, requests } = scriptedTransport({ text: '<html></html>' });
  const client = createClient(scrapenest, { transport, clock: new FakeClock() });

  await Array.fromAsync(client.artifact({ id: 'job_1', operation: 'scrape' }, 'page.html'));

  expect(requests.map(({ headers }) => headers['accept'])).toEqual(['*/*']);
});
