import { expect, test } from 'vitest';
import { AmbiguousCreateError } from '../../src/errors/ambiguous-create-error.ts';
import { socketError } from '../scripted-transport.ts';
import { created, refused, scriptedClient } from './client.ts';

const input = {
  query: 'dentists',
  location: 'Austin, Texas',
  max_leads: 10,
  client_request_id: 'row-17',
};
const listed = { job_id: 'sk_job_77', status: 'running', client_request_id: 'row-17' };

test('C189, X02: a create without an answer is found by the caller’s id and not sent again', async () => {
  const { client, requests } = scriptedClient(socketError('ECONNRESET'), {
    json: { jobs: [listed], next_cursor: null },
  });

  const job = await client.create('scrape', input);

  expect(job).toMatchObject({ id: 'sk_job_77', operation: 'scrape', status: 'running' });
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST https://scrapekit.ai/api/v1/scrape/jobs',
    'GET https://scrapekit.ai/api/v1/scrape/jobs?client_request_id=row-17',
  ]);
});

test('X02: a job with another id is not returned, even if the server ignores the filter', async () => {
  const other = { ...listed, client_request_id: 'row-18' };
  const { client } = scriptedClient(refused(502, 'bad_gateway'), { json: { jobs: [other] } });

  const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

  expect(AmbiguousCreateError.isInstance(error) && error.looked).toBe('not-found');
});

// The client's clock says 10:00:00 when it sends the create.
test.each([
  ['in the same second', { created_at: '2026-04-21T10:00:00Z' }, {}, 'found'],
  ['without a time of creation', {}, {}, 'found'],
  ['with an unreadable time of creation', { created_at: 'today' }, {}, 'found'],
  ['a few seconds earlier, as clocks differ', { created_at: '2026-04-21T09:59:57Z' }, {}, 'found'],
  ['a minute earlier', { created_at: '2026-04-21T09:59:00Z' }, {}, 'not-found'],
  [
    'an hour earlier by the clock of a server that is an hour behind',
    { created_at: '2026-04-21T09:00:00Z' },
    { date: 'Tue, 21 Apr 2026 09:00:02 GMT' },
    'found',
  ],
  [
    'at the same time by the clock of a server that is an hour ahead',
    { created_at: '2026-04-21T10:00:00Z' },
    { date: 'Tue, 21 Apr 2026 11:00:02 GMT' },
    'not-found',
  ],
])(
  'X02: a lost create is looked for among the jobs that are not older: %s',
  async (_, facts, headers, outcome) => {
    const { client } = scriptedClient(socketError('ECONNRESET'), {
      headers,
      json: { jobs: [{ ...listed, ...facts }] },
    });

    const result: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

    if (outcome === 'found') expect(result).toMatchObject({ id: 'sk_job_77' });
    else expect(AmbiguousCreateError.isInstance(result) && result.looked).toBe(outcome);
  },
);

test('X02: the newer one of two jobs with the same id is returned', async () => {
  const older = { ...listed, job_id: 'sk_job_1', created_at: '2026-04-20T10:00:00Z' };
  const newer = { ...listed, created_at: '2026-04-21T10:00:01Z' };
  const { client } = scriptedClient(socketError('ECONNRESET'), { json: { jobs: [older, newer] } });

  await expect(client.create('scrape', input)).resolves.toMatchObject({ id: 'sk_job_77' });
});

test.each([404, 405, 501])(
  'A20: a server that answers %d has no list and is not asked again',
  async (status) => {
    const failure = socketError('ECONNRESET');
    const { client, requests } = scriptedClient(failure, refused(status, 'not_found'), failure);

    for (const client_request_id of ['row-17', 'row-18']) {
      const error: unknown = await client
        .create('scrape', { ...input, client_request_id })
        .catch((e: unknown) => e);
      expect(AmbiguousCreateError.isInstance(error) && error.looked).toBe('not-possible');
    }

    expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
  },
);

test('C189: without the caller’s id no look-up is sent', async () => {
  const { client, requests } = scriptedClient(socketError('ECONNRESET'));

  await expect(client.create('scrape', { query: 'a', location: 'b', max_leads: 1 })).rejects.toBeInstanceOf(
    AmbiguousCreateError,
  );
  expect(requests).toHaveLength(1);
});

test('C189: after a failed look-up the outcome is unknown', async () => {
  const { client } = scriptedClient(socketError('ECONNRESET'));

  const error: unknown = await client.create('scrape', input).catch((reason: unknown) => reason);

  expect(AmbiguousCreateError.isInstance(error) && error.looked).toBe('not-possible');
});

test('C190: two equal creates at the same time make one job', async () => {
  const { client, requests } = scriptedClient(created);
  const reordered = {
    location: input.location,
    client_request_id: 'row-17',
    max_leads: 10,
    query: input.query,
  };

  const [first, second] = await Promise.all([
    client.create('scrape', input),
    client.create('scrape', reordered),
  ]);

  expect(requests).toHaveLength(1);
  expect(second).toBe(first);
});

test('C087, C190: equal parameters later and different parameters at the same time make another job', async () => {
  const { client, requests } = scriptedClient(created);

  await client.create('scrape', input);
  await Promise.all([
    client.create('scrape', input),
    client.create('scrape', { ...input, query: 'plumbers' }),
  ]);

  expect(requests).toHaveLength(3);
});
