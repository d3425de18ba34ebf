import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { AmbiguousCreateError } from '../../src/errors/ambiguous-create-error.ts';
import { UnexpectedAnswerError } from '../../src/errors/unexpected-answer-error.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { WebhookEvent } from '../../src/webhook-event.ts';
import { scriptedTransport, socketError, type ScriptedAnswer } from '../scripted-transport.ts';
import { scriptedClient } from './client.ts';
import { jobCases } from './job-operations.ts';

const runs = { seed: 1, numRuns: 100 };
const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 20 };
const reference = { id: 'sk_job_1', operation: 'scrape' };

/** Every field that a definition reads beside the id of a job. */
const optionalFields = [
  'status',
  'error',
  'message',
  'failure_reason',
  'reason',
  'result',
  'progress',
  'processed',
  'total',
  'max_leads',
  'estimated_credits',
  'credits_used',
  'verification_credits_used',
];
const oddValues = fc.dictionary(fc.constantFrom(...optionalFields), fc.jsonValue({ maxDepth: 2 }));

function clientFor(provider: (typeof jobCases)[number]['provider'], ...script: ScriptedAnswer[]) {
  const { transport, requests } = scriptedTransport(...script);
  return { requests, client: createClient(provider, { transport, clock: new FakeClock() }) };
}

describe.each(jobCases)('$provider.name: $operation', ({ provider, operation, input, id, answer }) => {
  test('C193: an accepted create has its job, whatever the other fields of the answer are', async () => {
    await fc.assert(
      fc.asyncProperty(oddValues, async (odd) => {
        const { client, requests } = clientFor(provider, {
          status: 202,
          json: { ...odd, ...idOf(answer), ...odd },
        });

        const job = await client.create(operation, input);

        expect(job.id).toBe(id);
        expect(requests).toHaveLength(1);
        for (const figure of [job.creditsUsed, job.receipt.quantity, job.receipt.estimatedCredits])
          expect(figure === undefined || Number.isFinite(figure)).toBe(true);
      }),
      runs,
    );
  });

  test.skipIf(provider === providers.scrapfly)(
    'C193: a status reading has its job, whatever the other fields of the answer are',
    async () => {
      await fc.assert(
        fc.asyncProperty(oddValues, async (odd) => {
          const { client } = clientFor(provider, { json: { ...answer, ...odd } });

          expect(await client.get({ id, operation })).toMatchObject({ id, operation });
        }),
        runs,
      );
    },
  );
});

const idOf = ({ status: _, ...id }: Readonly<Record<string, unknown>>) => id;

test.each(['.', '..', '\uD800'])(
  'C189: a create that is answered with the id %j has an unknown outcome, because no call can name that job',
  async (job_id) => {
    const { client, requests } = scriptedClient({ status: 202, json: { job_id, status: 'queued' } });

    await expect(client.create('scrape', input)).rejects.toBeInstanceOf(AmbiguousCreateError);

    expect(requests).toHaveLength(1);
  },
);

test('C090: a job keeps the id by which it was read, so that an answer about another job does not replace it', async () => {
  const { client } = scriptedClient({ json: { job_id: 'sk_job_2', status: 'completed' } });

  const job = await client.wait(reference);

  expect(job.id).toBe('sk_job_1');
});

test('C082, C090: a figure that cannot be read is absent', async () => {
  const { client } = scriptedClient({
    status: 202,
    json: {
      job_id: 'sk_job_1',
      status: 'running',
      max_leads: '20',
      estimated_credits: '0.300',
      credits_used: {},
      progress: {},
      error: [],
    },
  });

  const job = await client.create('scrape', input);

  expect(job).toMatchObject({ id: 'sk_job_1', status: 'running', receipt: { dropped: [] } });
  expect([job.creditsUsed, job.progress, job.error]).toEqual([undefined, undefined, undefined]);
  expect([job.receipt.quantity, job.receipt.estimatedCredits, job.receipt.clampedFrom]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('A05: credits are absent when one of their two parts cannot be read', async () => {
  const { client } = scriptedClient({
    json: { job_id: 'sk_job_1', status: 'running', credits_used: 1.5, verification_credits_used: '0.5' },
  });

  expect((await client.get(reference)).creditsUsed).toBeUndefined();
});

test('C193: the readable part of the progress is used', async () => {
  const { client } = scriptedClient({
    json: { job_id: 'sk_job_1', status: 'running', progress: { scraped: 5, target: '20' } },
  });

  expect((await client.get(reference)).progress).toEqual({ done: 5, total: undefined });
});

test.each(
  jobCases.filter(({ provider }) => provider !== providers.scrupp && provider !== providers.scrapfly),
)(
  'C193: $provider.name: an answer without an id and a status describes no job',
  async ({ provider, operation, id }) => {
    const { client } = clientFor(provider, { json: { message: 'hello' } });

    await expect(client.get({ id, operation })).rejects.toBeInstanceOf(UnexpectedAnswerError);
  },
);

test('X02: one unreadable element of the list does not hide the job of a create without an answer', async () => {
  const listed = { job_id: 'sk_job_77', status: 'running', client_request_id: 'row-17', progress: {} };
  const { client } = scriptedClient(socketError('ECONNRESET'), {
    json: { jobs: [null, 7, 'x', { client_request_id: 7 }, { status: {} }, listed] },
  });

  const job = await client.create('scrape', { ...input, client_request_id: 'row-17' });

  expect(job).toMatchObject({ id: 'sk_job_77', status: 'running' });
});

test('X01, C193: one unreadable element of the list does not fail the list', async () => {
  const first = { job_id: 'sk_job_1', status: 'running', credits_used: '3' };
  const last = { job_id: 'sk_job_2', status: 'completed' };
  const { client } = scriptedClient({ json: { jobs: [first, null, 7, {}, { job_id: 7 }, last] } });

  const jobs = await Array.fromAsync(client.list('scrape'));

  expect(jobs.map(({ id, status }) => [id, status])).toEqual([
    ['sk_job_1', 'running'],
    ['sk_job_2', 'completed'],
  ]);
});

test('C193: an element of the results that is no object is given as it was sent', async () => {
  const { client } = scriptedClient({ json: { results: [{ place_id: 'p' }, null, 7, { place_id: 'q' }] } });

  const rows = await Array.fromAsync(client.results(reference));

  expect(rows).toEqual([
    expect.objectContaining({ place_id: 'p' }),
    null,
    7,
    expect.objectContaining({ place_id: 'q' }),
  ]);
});

test.each(['null', '[]', '7', '"safe"'])(
  'C193: %s in place of the answer of a call is an UnexpectedAnswerError',
  async (text) => {
    const { client } = scriptedClient({ text });

    await expect(client.call('verifyEmail', { email: 'ana@example.com' })).rejects.toBeInstanceOf(
      UnexpectedAnswerError,
    );
  },
);

test('F20: a delivered result is completed when its success cannot be read', async () => {
  const payload = { context: { job: { uuid: 'uuid-7' } }, result: { success: 'true', content: 'text' } };
  const find = () => Promise.resolve({ payload } as unknown as WebhookEvent);
  const client = createClient(providers.scrapfly, {
    transport: scriptedTransport().transport,
    clock: new FakeClock(),
    deliveries: { find, nudge: () => Promise.resolve() },
  });

  const job = await client.get({ id: 'uuid-7', operation: 'scrape' });

  expect(job.status).toBe('completed');
});
