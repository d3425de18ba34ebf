import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { JobNotCompletedError } from '../../src/errors/job-not-completed-error.ts';
import type { Row } from '../../src/job.ts';
import { Scrupp } from '../../src/node/index.ts';
import type { ProviderDefinition } from '../../src/provider.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, type ScriptedAnswer } from '../scripted-transport.ts';

const { matchkraft, scrupp } = providers;
const rows: readonly Row[] = [{ item: 'ibm' }, { item: 'microsoft' }];

function scripted(provider: ProviderDefinition, ...script: readonly ScriptedAnswer[]) {
  const { transport, requests } = scriptedTransport(...script);
  const client = createClient(provider, { transport, clock: new FakeClock() });
  return { client, paths: () => requests.map(({ url }) => new URL(url).pathname) };
}

async function read(
  results: AsyncIterable<Row>,
): Promise<{ readonly rows: Row[]; readonly error?: unknown }> {
  const given: Row[] = [];
  try {
    for await (const row of results) given.push(row);
    return { rows: given };
  } catch (error) {
    return { rows: given, error };
  }
}

describe('M03, S09: results that a provider sends before the job is completed are not returned', () => {
  const id = '0e4f6a6c-2f0c-4f5e-9a39-0d9c2b7b6f11';

  test.each([
    ['PENDING', true],
    ['PROCESSING', true],
    ['FAILED', false],
  ])('of MatchKraft, whose answer says %s', async (status, retryable) => {
    const early = { json: { jobId: id, status, results: rows.slice(1) } };
    const { client } = scripted(matchkraft, early);

    for (const operation of ['domainScan', 'emailValidation', 'emailFinder']) {
      const outcome = await read(client.results({ id, operation }));

      expect(JobNotCompletedError.isInstance(outcome.error)).toBe(true);
      expect(outcome).toMatchObject({ rows: [], error: { jobId: id, retryable } });
    }
  });

  test.each([
    ['queued', true],
    ['running', true],
    ['failed', false],
  ])('of a task of Scrupp that is %s', async (status, retryable) => {
    for (const operation of ['companies', 'contacts']) {
      const { client, paths } = scripted(
        scrupp,
        { json: { process_id: 6666, status, error: 'No such company.' } },
        { json: { total: 0, items: [] } },
      );

      const outcome = await read(client.results({ id: '6666', operation }));

      expect(JobNotCompletedError.isInstance(outcome.error)).toBe(true);
      expect(outcome).toMatchObject({ rows: [], error: { jobId: '6666', retryable } });
      expect(paths()).toEqual(['/api/v1/task/6666/status']);
    }
  });
});

test('S09: the status of a task is read before its data, unless the caller has read that it is completed', async () => {
  const completed = { json: { process_id: 6666, status: 'completed' } };
  const { client, paths } = scripted(scrupp, completed, { json: { total: 2, items: rows } });
  const reference = { id: '6666', operation: 'companies' };

  expect(await read(client.results(reference))).toEqual({ rows });
  expect(await read(client.results({ ...reference, ...{ status: 'completed' } }))).toEqual({ rows });
  expect(paths()).toEqual(['/api/v1/task/6666/status', '/api/v1/task/6666/data', '/api/v1/task/6666/data']);
});

test('S09: a run reads the status of a task that is completed once', async () => {
  const { transport, requests } = scriptedTransport(
    { json: { process_id: 6666, status: 'queued' } },
    { json: { process_id: 6666, status: 'completed' } },
    { json: { total: 2, items: rows } },
  );
  const client = new Scrupp({ apiKey: 'key', transport, clock: new FakeClock() });

  expect(await client.companies.run({ items: ['ibm', 'microsoft'] }).toArray()).toEqual(rows);
  expect(requests).toHaveLength(3);
});

test('S11: the Jobs API refuses early results by itself, so its status is not read first', async () => {
  const { client, paths } = scripted(scrupp, { json: { data: { items: rows } } });

  expect(await read(client.results({ id: 'job_1', operation: 'job' }))).toEqual({ rows });
  expect(paths()).toEqual(['/api/v1/jobs/job_1/result']);
});
