import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBrand } from '../../../packages/zapier-app/test/brand.ts';
import { type ReferenceServer, startReferenceServer } from '../reference-server.ts';
import { createJobOwner, type JobOwner } from './job-owner.ts';
import { type SkippingClock, skippingClock } from './skipping-clock.ts';

type Output = Readonly<Record<string, unknown>>;

let server: ReferenceServer;
let owner: JobOwner;
let clock: SkippingClock;
beforeAll(async () => {
  server = await startReferenceServer();
  clock = skippingClock();
  owner = await createJobOwner(server, 100);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const open = () => {
  const app = openBrand('scrapekit', { clock });
  const authData = { api_key: owner.api_key, base_url: server.url };
  return async (method: string, inputData: object, meta: object = {}): Promise<unknown> => {
    const bundle = { authData, inputData, meta: { zap: { id: 'zap-1' }, ...meta } };
    return (await app.execute(`${method}.operation.perform`, bundle)).results;
  };
};

describe('input that is no number', () => {
  test.for(['abc', 0, '0', '', null, '1,000', 1.5])(
    'C072: Max Leads of %j sends nothing and costs nothing',
    async (max_leads) => {
      const before = await owner.jobs();

      const running = open()('creates.create_scrape_job', {
        query: 'dentists',
        location: 'Austin',
        max_leads,
      });

      await expect(running).rejects.toMatchObject({
        name: 'HaltedError',
        message: expect.stringContaining('Max Leads: Enter a whole number from 1 to 500000'),
      });
      expect(await owner.jobs()).toEqual(before);
    },
  );
});

test('C134: a hundred line items are verified in one job', async () => {
  const run = open();
  const emails = Array.from({ length: 100 }, (_, index) => `nobody-${index}@mailinator.com`);

  const { id } = (await run('creates.create_verification_job', { emails })) as Output;
  await owner.ended(id, clock);
  const output = (await run('creates.get_verification_job_results', { job_id: id })) as Output;

  expect(output).toMatchObject({ results_count: 100, results_included: 100, all_results_included: true });
  const verified = (output.results as readonly Output[]).map(({ email }) => email);
  expect(verified).toEqual(emails);
});

test('150 leads come in two polls, each once, because Zapier holds a Zap with more than 100', async () => {
  const run = open();
  const search = { query: 'restaurants', location: 'New York', max_leads: 150 };
  const { id } = (await run('creates.create_scrape_job', search)) as Output;
  await owner.ended(id, clock);
  const output = (await run('creates.get_scrape_results', { job_id: id })) as Output;
  const poll = async (meta?: object) => {
    const rows = await run('triggers.new_lead_in_scrape_job', { job_id: id }, meta);
    return (rows as readonly Output[]).map((row) => row.id);
  };

  const sample = await poll({ isLoadingSample: true });
  const known = await poll({ isPopulatingDedupe: true });
  const polls = [await poll(), await poll(), await poll()];

  expect(output.results_count).toBe(150);
  expect(sample).toHaveLength(100);
  expect(known).toEqual([]);
  expect(polls.map((ids) => ids.length)).toEqual([100, 50, 0]);
  expect(new Set(polls.flat()).size).toBe(150);
});
