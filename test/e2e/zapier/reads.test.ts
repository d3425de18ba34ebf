import type { ProviderId } from '@scrapekit/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBrand, type RunningApp } from '../../../packages/zapier-app/test/brand.ts';
import type { Fault } from '../fault.ts';
import { type ReferenceServer, startReferenceServer } from '../reference-server.ts';
import { type FaultProxy, type RequestLine, startFaultProxy } from './fault-proxy.ts';
import { lost, refused, stopped } from './faults.ts';
import { createJobOwner, type JobOwner } from './job-owner.ts';
import { pathOf } from './paid-steps.ts';
import { type SkippingClock, skippingClock } from './skipping-clock.ts';

/** Longer than the limit for an answer, and shorter than that for a step. */
const SILENCE_MS = 16_000;
const callbackUrl = 'https://127.0.0.1:9/callback';

interface Waiting {
  readonly brand: ProviderId;
  readonly step: string;
  readonly results: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly statusRoute: RegExp;
  readonly resultsRoute: RegExp;
}

const waiting: readonly Waiting[] = [
  {
    brand: 'scrapekit',
    step: 'create_scrape_job_and_wait',
    results: 'get_scrape_results',
    input: { query: 'dentists', location: 'Austin, Texas', max_leads: 1 },
    statusRoute: /\/scrape\/jobs\/[^/?]+$/,
    resultsRoute: /\/results$/,
  },
  {
    brand: 'scrupp',
    step: 'create_company_task_and_wait',
    results: 'get_company_task_results',
    input: { items: ['dentists in Austin, Texas'], max: 1 },
    statusRoute: /\/task\/[^/]+\/status$/,
    resultsRoute: /\/data$/,
  },
];

/** A reading is repeated, so the faults are those of the request and of its answer. */
const faults: Readonly<Record<string, Fault>> = {
  ...refused,
  ...stopped,
  'cut in the head': lost['cut in the head'] ?? { kind: 'silence' },
  'cut in the body': lost['cut in the body'] ?? { kind: 'silence' },
};

/** The faults of results for which a job of its own is started. */
const someFaults = Object.fromEntries(
  Object.entries(faults).filter(([name]) =>
    ['401', '429 for 40 days', '503', 'a page', 'cut in the body', 'silence'].includes(name),
  ),
);

let server: ReferenceServer;
let clock: SkippingClock;
beforeAll(async () => {
  server = await startReferenceServer();
  clock = skippingClock();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

describe.for([...waiting])('$brand $step', ({ brand, step, results, input, ...routes }) => {
  let owner: JobOwner;
  let proxy: FaultProxy;
  let app: RunningApp;
  beforeAll(async () => {
    owner = await createJobOwner(server, 100);
    app = openBrand(brand, { clock });
    proxy = await startFaultProxy(server.url, { onSilence: () => clock.skip(SILENCE_MS) });
    return () => proxy.close();
  });

  const execute = async (method: string, bundle: object) => {
    const authData = { api_key: owner.api_key, base_url: proxy.url + pathOf(brand) };
    const event = { callback_url: callbackUrl };
    const { results: output } = await app.execute(method, { authData, meta: {}, ...bundle }, event);
    return output as Readonly<Record<string, unknown>>;
  };
  const start = async () => {
    const output = await execute(`creates.${step}.operation.perform`, { inputData: input });
    await owner.ended(output.id, clock);
    return output;
  };
  const isReading =
    (route: RegExp) =>
    ({ method, path }: RequestLine) =>
      method === 'GET' && route.test(path);

  describe.for(['statusRoute', 'resultsRoute'] as const)('a fault of the %s', (name) => {
    const matches = isReading(routes[name]);
    beforeAll(() => {
      // Without the state of the job there is nothing to wait for.
      if (name === 'statusRoute') clock.sleepShare = 0.004;
      return () => {
        clock.sleepShare = 0.04;
      };
    });

    test('a test in the editor ends with the job and a note, because the job is paid', async () => {
      const known = new Set((await owner.jobs()).map(({ id }) => id));
      const cases = name === 'statusRoute' ? faults : someFaults;
      for (const [fault, action] of Object.entries(cases)) {
        proxy.fail(matches, action);
        const bundle = { inputData: input, meta: { isLoadingSample: true, zap: { id: `${name} ${fault}` } } };
        const output = await execute(`creates.${step}.operation.perform`, bundle);
        proxy.heal();

        const jobs = (await owner.jobs()).filter(({ id }) => !known.has(id));
        for (const { id } of jobs) known.add(id);
        expect({ fault, ids: jobs.map(({ id }) => id) }).toEqual({ fault, ids: [output.id] });
        expect(output).toMatchObject({ results: [], note: expect.stringMatching(/results|read/) });
        // ScrapeKit runs at most five scrape jobs of an account at a time.
        await owner.ended(output.id, clock);
      }
    });

    test('A31: a callback resumes the Zap with the job and a note, and no step runs again', async () => {
      const outputData = await start();
      const before = await owner.jobs();
      for (const action of Object.values(faults)) {
        proxy.fail(matches, action);
        const output = await execute(`creates.${step}.operation.performResume`, {
          inputData: input,
          outputData,
          rawRequest: { headers: {}, content: '{}' },
        });
        proxy.heal();

        expect(output).toMatchObject({
          id: outputData.id,
          results: [],
          note: expect.stringContaining('paid'),
        });
      }
      expect((await owner.jobs()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    });

    test('the step that gets results runs again after trouble that may pass, and then returns them', async () => {
      const { id } = await start();
      const before = await owner.jobs();
      const bundle = { inputData: { job_id: id } };
      const ends: Record<string, string> = {};
      for (const [fault, action] of Object.entries(faults)) {
        proxy.fail(matches, action);
        ends[fault] = await execute(`creates.${results}.operation.perform`, bundle).then(
          () => 'results',
          (error: unknown) => (error as Error).name,
        );
        proxy.heal();
        const output = await execute(`creates.${results}.operation.perform`, bundle);
        expect(output).toMatchObject({ id, status: 'completed', results_count: 1 });
      }
      const passing = Object.keys(faults).filter((fault) => !(fault in refused) || fault.startsWith('429'));
      expect(ends).toEqual({
        ...Object.fromEntries(passing.map((fault) => [fault, 'ThrottledError'])),
        '400': 'HaltedError',
        '401': 'ExpiredAuthError',
        '402': 'AppError',
        '403': brand === 'scrupp' ? 'ExpiredAuthError' : 'AppError',
        '404': 'HaltedError',
        '408': 'ThrottledError',
        // The results of a job that has not ended are refused with this status.
        '409': name === 'statusRoute' ? 'HaltedError' : 'ThrottledError',
        '422': 'HaltedError',
      });
      expect((await owner.jobs()).map((job) => job.id)).toEqual(before.map((job) => job.id));
    });
  });
});
