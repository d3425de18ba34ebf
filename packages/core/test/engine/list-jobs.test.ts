import { expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { UnexpectedAnswerError } from '../../src/errors/unexpected-answer-error.ts';
import type { Job } from '../../src/job.ts';
import { scrupp } from '../../src/providers/scrupp/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport } from '../scripted-transport.ts';
import { refused, scriptedClient } from './client.ts';

const listed = (id: string) => ({ job_id: id, status: 'completed', created_at: '2026-04-21T10:32:14Z' });

async function collect(jobs: AsyncIterable<Job>): Promise<Job[]> {
  const collected: Job[] = [];
  for await (const job of jobs) collected.push(job);
  return collected;
}

test('X01: yields the jobs of all pages, and asks for the pages one by one', async () => {
  const { client, requests } = scriptedClient(
    { json: { jobs: [listed('sk_job_3'), listed('sk_job_2')], next_cursor: 'c 2' } },
    { json: { jobs: [listed('sk_job_1')], next_cursor: null } },
  );

  const jobs = await collect(client.list('scrape'));

  expect(jobs.map(({ id }) => id)).toEqual(['sk_job_3', 'sk_job_2', 'sk_job_1']);
  expect(jobs[0]).toEqual({
    id: 'sk_job_3',
    operation: 'scrape',
    status: 'completed',
    raw: listed('sk_job_3'),
  });
  expect(requests.map(({ url }) => url)).toEqual([
    'https://scrapekit.ai/api/v1/scrape/jobs?limit=100',
    'https://scrapekit.ai/api/v1/scrape/jobs?limit=100&cursor=c+2',
  ]);
});

test('X01: filters by status and by time of creation', async () => {
  const { client, requests } = scriptedClient({ json: { jobs: [], next_cursor: null } });

  await collect(client.list('verify', { status: 'failed', createdAfter: '2026-04-21T10:00:00Z' }));

  expect(requests[0]?.url).toBe(
    'https://scrapekit.ai/api/v1/verify/jobs?limit=100&status=failed&created_after=2026-04-21T10%3A00%3A00Z',
  );
});

test("X02: filters by the caller's id, and compares it when a server ignores the filter", async () => {
  const own = { ...listed('sk_job_1'), client_request_id: 'order 1' };
  const other = { ...listed('sk_job_2'), client_request_id: 'order 2' };
  const { client, requests } = scriptedClient({
    json: { jobs: [other, listed('sk_job_3'), own], next_cursor: null },
  });

  const jobs = await collect(client.list('scrape', { callersId: 'order 1' }));

  expect(jobs.map(({ id }) => id)).toEqual(['sk_job_1']);
  expect(requests[0]?.url).toBe(
    'https://scrapekit.ai/api/v1/scrape/jobs?limit=100&client_request_id=order+1',
  );
});

test('X01: a caller that stops reading causes no further request', async () => {
  const { client, requests } = scriptedClient({
    json: { jobs: [listed('sk_job_2'), listed('sk_job_1')], next_cursor: 'c2' },
  });

  for await (const job of client.list('scrape')) if (job.id === 'sk_job_2') break;

  expect(requests).toHaveLength(1);
});

test('X01: a cursor that repeats ends the list', async () => {
  const { client, requests } = scriptedClient({ json: { jobs: [listed('sk_job_1')], next_cursor: 'same' } });

  await collect(client.list('scrape'));

  expect(requests).toHaveLength(2);
});

test('X01: cursors that repeat in turn end the list', async () => {
  const page = (next_cursor: string) => ({ json: { jobs: [listed('sk_job_1')], next_cursor } });
  const { client, requests } = scriptedClient(page('a'), page('b'), page('a'));

  await collect(client.list('scrape'));

  expect(requests).toHaveLength(3);
});

test.each([404, 405, 501])(
  'A20: a server that answers %d has no list and is not asked again',
  async (status) => {
    const { client, requests } = scriptedClient(refused(status, 'not_found'));

    await expect(collect(client.list('scrape'))).rejects.toThrow('offers no list of jobs');
    await expect(collect(client.list('scrape'))).rejects.toBeInstanceOf(ConfigurationError);

    expect(requests).toHaveLength(1);
  },
);

test('a provider whose API has no list is never asked', async () => {
  const { transport, requests } = scriptedTransport();
  const client = createClient(scrupp, { transport, clock: new FakeClock(0) });

  await expect(collect(client.list('companies'))).rejects.toThrow('Scrupp offers no list of jobs.');

  expect(requests).toEqual([]);
});

test('X01: an empty cursor ends the list, because it would fetch the first page again', async () => {
  const { client, requests } = scriptedClient({ json: { jobs: [listed('sk_job_1')], next_cursor: '' } });

  const jobs = await collect(client.list('scrape'));

  expect(jobs.map(({ id }) => id)).toEqual(['sk_job_1']);
  expect(requests).toHaveLength(1);
});

test('C193: a list of empty pages with ever new cursors is an UnexpectedAnswerError', async () => {
  const pages = Array.from({ length: 200 }, (_, page) => ({ json: { jobs: [], next_cursor: `c${page}` } }));
  const { client, requests } = scriptedClient(...pages);

  await expect(collect(client.list('scrape'))).rejects.toBeInstanceOf(UnexpectedAnswerError);

  expect(requests).toHaveLength(100);
});

test('X01: a page without jobs does not end the list', async () => {
  const { client } = scriptedClient(
    { json: { jobs: [], next_cursor: 'c1' } },
    { json: { jobs: [listed('sk_job_1')], next_cursor: null } },
  );

  expect((await collect(client.list('scrape'))).map(({ id }) => id)).toEqual(['sk_job_1']);
});
