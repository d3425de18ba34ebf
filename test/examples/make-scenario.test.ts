import { describe, expect, test } from 'vitest';
import { NOW } from './catch-hook-steps.ts';
import { passThrough, readBlueprint, runScenario } from './make-scenario.ts';
import { startProviderApi, type Routes } from './provider-api.ts';
import { genuineAt, refusedAt, scrapekit, withForeignUrlsAt, type Delivery } from './scrapekit-deliveries.ts';

const blueprint = readBlueprint('make');
const settings = { webhook_secret: scrapekit.secret, api_key: 'the-api-key' };

async function run(
  delivery: Delivery,
  options: { readonly settings?: object; readonly routes?: Routes } = {},
) {
  const { routes = scrapekit.routes.completed(scrapekit.rows) } = options;
  await using api = await startProviderApi(scrapekit.host, routes);
  const { body, timestamp, signature } = delivery;
  const bundle = passThrough(body, {
    'X-ScrapeKit-Timestamp': timestamp,
    'X-ScrapeKit-Signature': signature,
  });
  const given = { ...settings, ...options.settings };
  const bundles = await runScenario(blueprint, { bundle, now: NOW, fetch: api.fetch, settings: given });
  return { bundles, urls: api.urls, headers: api.headers };
}

test('C170: a genuine webhook becomes one bundle for each lead, with an ID for each row', async () => {
  const { bundles, urls, headers } = await run(genuineAt(NOW));

  expect(bundles.map((bundle) => bundle['6'])).toMatchObject(scrapekit.rows);
  expect(bundles.map((bundle) => bundle['7'])).toEqual(
    scrapekit.rows.map((_, index) => ({ row_id: `${scrapekit.jobId}:${index + 1}` })),
  );
  expect(urls).toEqual(scrapekit.paths.map((path) => scrapekit.host + path));
  expect(headers.map(({ authorization }) => authorization)).toEqual([
    'Bearer the-api-key',
    'Bearer the-api-key',
  ]);
});

test.each(Object.entries(refusedAt(NOW)))(
  'C170: a webhook %s causes no request and no bundle',
  async (_, delivery) => {
    const { bundles, urls } = await run(delivery);
    expect({ bundles, urls }).toEqual({ bundles: [], urls: [] });
  },
);

test('a webhook at either end of the five minutes is accepted', async () => {
  for (const at of [NOW - 300, NOW + 300]) expect((await run(genuineAt(at))).bundles).not.toEqual([]);
  for (const at of [NOW - 301, NOW + 301]) expect((await run(genuineAt(at))).bundles).toEqual([]);
});

test('a URL in a genuine webhook is never requested', async () => {
  const { bundles, urls } = await run(withForeignUrlsAt(NOW));

  expect(bundles).toHaveLength(scrapekit.rows.length);
  expect(urls).toEqual(scrapekit.paths.map((path) => scrapekit.host + path));
});

test('a webhook that comes twice gives the same IDs of rows', async () => {
  const ids = async () => (await run(genuineAt(NOW))).bundles.map((bundle) => bundle['7']);
  expect(await ids()).toEqual(await ids());
});

test.each(['', 'PASTE THE WEBHOOK SECRET HERE'])(
  'the secret %j is no secret: a webhook that is signed with it is refused',
  async (secret) => {
    const timestamp = String(NOW);
    const signature = scrapekit.signatureOf(scrapekit.body, { secret, timestamp });
    const delivery = { ...genuineAt(NOW), signature };

    const { bundles, urls } = await run(delivery, { settings: { webhook_secret: secret } });
    expect({ bundles, urls }).toEqual({ bundles: [], urls: [] });
  },
);

describe('a job that did not complete', () => {
  test.each(['running', 'failed'] as const)('%s: its leads are not read', async (state) => {
    const { bundles, urls } = await run(genuineAt(NOW), { routes: scrapekit.routes[state] });
    expect({ bundles, urls }).toEqual({ bundles: [], urls: [scrapekit.host + scrapekit.paths[0]!] });
  });
});

test('an error of the API stops the scenario, so that Make can run it again', async () => {
  await expect(run(genuineAt(NOW), { routes: {} })).rejects.toThrow('The HTTP module got 404.');
});

test('the blueprints follow no redirect and name no foreign host', () => {
  for (const { flow } of [blueprint, readBlueprint('make-relay')])
    for (const { module, mapper } of flow)
      if (module === 'http:ActionSendData') {
        expect(mapper.followRedirect).toBe(false);
        expect(mapper.url).toMatch(
          /^https:\/\/scrapekit\.ai\/api\/v1\/scrape\/jobs\/\{\{3\.data\.job_id\}\}/,
        );
      }
});

describe('the scenario behind the relay', () => {
  const event = {
    type: 'job.completed',
    job: { id: 'sk_job_1', operation: 'scrape', status: 'completed' },
    page: { number: 2, of: 2 },
    rows: [{ name: 'A' }, { name: 'B' }],
  };
  const runRelay = async (bundle: object) =>
    await runScenario(readBlueprint('make-relay'), { bundle: { ...bundle }, now: NOW, fetch });

  test('gives one bundle for each row of a page', async () => {
    const bundles = await runRelay(event);
    expect(bundles.map((bundle) => bundle['3'])).toEqual([
      { row_id: 'sk_job_1:2:1' },
      { row_id: 'sk_job_1:2:2' },
    ]);
  });

  test('gives nothing for a job that failed', async () => {
    expect(await runRelay({ ...event, type: 'job.failed', rows: undefined })).toEqual([]);
  });
});
