import { expect, onTestFinished, test } from 'vitest';
import { openBrand } from '../../../packages/zapier-app/test/brand.ts';
import { startRowServer } from './row-server.ts';
import { countUploads } from './upload-counter.ts';

const MEGABYTE = 1024 * 1024;
const inputData = { job_id: 'sk_job_large' };

async function openLarge(rows: number) {
  const server = await startRowServer(rows);
  onTestFinished(() => server.close());
  const app = openBrand('scrapekit');
  const bundle = {
    authData: { api_key: 'sk_live_x', base_url: server.url },
    inputData,
    meta: { zap: { id: '1' } },
  };
  return {
    server,
    cache: app.cache,
    run: async (method: string, more: object = {}, event?: object): Promise<unknown> =>
      (await app.execute(method, { ...bundle, inputData: { ...inputData, ...more } }, event)).results,
  };
}

/** Runs a task and resolves with the most memory that it took beyond what the process had, in megabytes. */
async function memoryOf(task: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  try {
    await task();
  } finally {
    clearInterval(timer);
  }
  return (Math.max(most, process.memoryUsage().rss) - before) / MEGABYTE;
}

test.for([50_000, 500_000])('%i leads: 500 are in the output, and no more are fetched', async (rows) => {
  const { run, server } = await openLarge(rows);
  let output = {};

  const megabytes = await memoryOf(async () => {
    output = (await run('creates.get_scrape_results.operation.perform')) as object;
  });

  expect(output).toMatchObject({
    results_count: rows,
    results_included: 500,
    all_results_included: false,
    results_file: expect.stringContaining('hydrate'),
  });
  expect((output as { results: { place_id: string }[] }).results.at(-1)?.place_id).toBe('place-500');
  await expect.poll(() => server.sent.length).toBe(1);
  expect(server.sent[0]).toBeLessThan(4 * MEGABYTE);
  expect(megabytes).toBeLessThan(150);
});

test.for([50_000, 500_000])('%i leads: the file has all of them, and is not kept in memory', async (rows) => {
  const { run } = await openLarge(rows);
  const uploads = await countUploads();

  const megabytes = await memoryOf(() => run('hydrators.scrapeResultsFile', {}, uploads.event));

  expect(uploads.lines()).toBeGreaterThan(rows);
  expect(uploads.tail()).toContain(`place-${rows};`);
  expect(megabytes).toBeLessThan(150);
});

test('the last of 50,000 leads is found, and the others are not kept in memory', async () => {
  const { run } = await openLarge(50_000);
  let found: unknown;

  const megabytes = await memoryOf(async () => {
    const question = { text: 'practice-50000.example', column: 'website' };
    found = await run('searches.find_lead_in_scrape_job.operation.perform', question);
  });

  expect(found).toEqual([expect.objectContaining({ place_id: 'place-50000' })]);
  expect(megabytes).toBeLessThan(150);
});
