import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { openBrand } from '../../../packages/zapier-app/test/brand.ts';
import { type CallbackUrl, openCallbackUrl, type RawRequest } from '../callback-url.ts';
import { type ReferenceServer, startReferenceServer, type TestAccount } from '../reference-server.ts';
import { type SkippingClock, skippingClock } from './skipping-clock.ts';

const trigger = 'triggers.scraping_job_finished.operation';
const HOUR_MS = 3_600_000;

let server: ReferenceServer;
let account: TestAccount;
let clock: SkippingClock;
beforeAll(async () => {
  server = await startReferenceServer();
  account = await server.createAccount(10);
});
afterAll(async () => {
  await server.close();
});

type Output = Readonly<Record<string, unknown>>;

/** Opens the app with a clock of its own, and a URL at which Zapier receives the deliveries of one Zap. */
async function openZap() {
  clock = skippingClock();
  onTestFinished(() => void vi.restoreAllMocks());
  const app = openBrand('scrapenest', { clock });
  const hook: CallbackUrl = await openCallbackUrl();
  onTestFinished(() => hook.close());
  const authData = { api_key: account.api_key, base_url: `${server.url}/scrapenest` };
  const run = async (method: string, bundle: object): Promise<unknown> =>
    (await app.execute(method, { authData, meta: {}, targetUrl: hook.url, ...bundle })).results;
  return {
    hook,
    subscribe: async () => (await run(`${trigger}.performSubscribe`, {})) as Output,
    unsubscribe: async (subscribeData: object) =>
      await run(`${trigger}.performUnsubscribe`, { subscribeData }),
    scrape: async () =>
      (await run('creates.create_scraping_job.operation.perform', {
        inputData: { url: 'https://example.com/' },
      })) as Output,
    receive: async (subscribeData: object, rawRequest: RawRequest) =>
      (await run(`${trigger}.perform`, { subscribeData, rawRequest })) as readonly Output[],
    endpoints: async () => {
      const answer = await fetch(`${server.url}/scrapenest/api/v1/webhook-endpoints`, {
        headers: { 'x-api-key': account.api_key },
      });
      const { webhook_endpoints: list } = (await answer.json()) as Endpoints;
      return list.filter(({ url }) => url === hook.url);
    },
    delivery: async (id: unknown) =>
      await hook.find(({ content }) => content.includes(String(id)) && content.includes('job.completed')),
  };
}

interface Endpoints {
  readonly webhook_endpoints: readonly { readonly url: string }[];
}

test('N01, N05: a Zap subscribes, receives a job that has ended, and unsubscribes', async () => {
  const zap = await openZap();

  const subscription = await zap.subscribe();
  expect(await zap.endpoints()).toHaveLength(1);
  const { id } = await zap.scrape();
  const jobs = await zap.receive(subscription, await zap.delivery(id));
  await zap.unsubscribe(subscription);

  expect(jobs).toEqual([
    expect.objectContaining({ id: expect.stringMatching(`^${String(id)}:(completed|failed)$`), job_id: id }),
  ]);
  expect(await zap.endpoints()).toEqual([]);
});

test('N01: a subscription whose id was lost is found by its URL and removed', async () => {
  const zap = await openZap();
  await zap.subscribe();

  await zap.unsubscribe({});

  expect(await zap.endpoints()).toEqual([]);
});

test('N04, N05: a delivery that is forged or too old brings nothing, and one within a day is accepted', async () => {
  const zap = await openZap();
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const subscription = await zap.subscribe();
  const { id } = await zap.scrape();
  const genuine = await zap.delivery(id);
  const other = { ...subscription, secret: `whsec_${Buffer.alloc(24, 1).toString('base64')}` };

  const changed = genuine.content.replace('"succeeded"', '"cancelled"').replace('"failed"', '"cancelled"');
  expect(changed).not.toBe(genuine.content);
  expect(await zap.receive(subscription, { ...genuine, content: changed })).toEqual([]);
  expect(await zap.receive(subscription, { ...genuine, headers: {} })).toEqual([]);
  expect(await zap.receive(other, genuine)).toEqual([]);
  expect(log.mock.calls.flat().join('\n')).toContain('A delivery was dropped: signature_mismatch');

  clock.skip(25 * HOUR_MS);
  expect(await zap.receive(subscription, genuine)).toEqual([]);
  clock.skip(-2 * HOUR_MS);
  expect(await zap.receive(subscription, genuine)).toHaveLength(1);
});

test('N02: a delivery that comes twice runs the Zap once', async () => {
  const zap = await openZap();
  const subscription = await zap.subscribe();
  const { id } = await zap.scrape();
  const delivery = await zap.delivery(id);

  expect(await zap.receive(subscription, delivery)).toHaveLength(1);
  expect(await zap.receive(subscription, delivery)).toEqual([]);
});
