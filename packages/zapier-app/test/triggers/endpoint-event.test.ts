import { createHmac } from 'node:crypto';
import { FakeClock } from '@scrapekit/core/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { failure, stepRunner, throttled } from '../run-step.ts';
import { type Answer, refused, scriptedApi } from '../scripted-api.ts';

const trigger = 'triggers.scraping_job_finished.operation';
const job = (status: string): Answer => ({ json: { id: 'job_1', status } });
const jobRoute = 'GET /api/v1/jobs/job_1';
const key = Buffer.alloc(24, 7);
const subscription = { id: 'we_1', secret: `whsec_${key.toString('base64')}` };
const start = Date.parse('2026-04-21T10:00:00Z');
const HOUR_MS = 3_600_000;

const log = vi.spyOn(console, 'log');
beforeEach(() => void log.mockReset().mockReturnValue());

/** A delivery as Zapier hands it on, signed at `start`. */
function delivery(headers: object = {}) {
  const content = JSON.stringify({
    event_id: 'evt_1',
    event_type: 'job.completed',
    data: { job_id: 'job_1', status: 'succeeded' },
  });
  const timestamp = String(start / 1000);
  const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.${content}`).digest('base64');
  const signed = {
    'Http-Svix-Id': 'msg_1',
    'Http-Svix-Timestamp': timestamp,
    'Http-Svix-Signature': `v1,${signature}`,
  };
  return { method: 'POST', content, headers: { ...headers, ...signed } };
}

function zap({ now = start }: { readonly now?: number } = {}) {
  const { run } = stepRunner({ brand: 'scrapenest', clock: new FakeClock(now) });
  return async (
    url: string,
    {
      rawRequest = delivery(),
      subscribeData = subscription,
    }: { readonly rawRequest?: object; readonly subscribeData?: object } = {},
  ) => (await run(`${trigger}.perform`, { url, bundle: { rawRequest, subscribeData } })) as unknown[];
}

test('N02: a delivery that comes again does not run the Zap again, but runs that of another subscription', async () => {
  const { url } = await scriptedApi({ [jobRoute]: job('succeeded') });
  const receive = zap();

  const first = await receive(url);

  expect(first).toMatchObject([{ id: 'job_1:completed', job_id: 'job_1' }]);
  expect(await receive(url)).toEqual([]);
  expect(await receive(url, { subscribeData: { ...subscription, id: 'we_2' } })).toEqual(first);
});

test('a job whose status is out of date for a moment is read again', async () => {
  const { url } = await scriptedApi({ [jobRoute]: [job('running'), job('succeeded')] });

  expect(await zap()(url)).toHaveLength(1);
});

test.each<readonly [string, Answer]>([
  ['still runs', job('running')],
  ['answers 503', refused(503, 'internal_error', { 'retry-after': '3600' })],
  ['breaks off', { hangUp: true }],
])('a delivery is not lost when its job %s: Zapier runs the trigger again', async (_, answer) => {
  const { url } = await scriptedApi({ [jobRoute]: answer });

  const error = await failure(zap()(url));

  expect(error.name).toBe('ThrottledError');
  // Zapier runs a trigger of this kind again after at most five minutes.
  expect(throttled(error).delay).toBeLessThanOrEqual(300);
});

test('N05: a timestamp that is not signed does not make an old delivery a new one', async () => {
  const { url, requests } = await scriptedApi({ [jobRoute]: job('succeeded') });
  const receive = zap({ now: start + 25 * HOUR_MS });
  const rawRequest = delivery({ 'Http-A-Timestamp': String(start / 1000 + 25 * 3600) });

  expect(await receive(url, { rawRequest })).toEqual([]);
  expect(requests).toEqual([]);
});

test.each([{}, { id: 'we_1' }, { secret: '' }, { secret: 5 }])(
  'N05: a delivery to the subscription %j, whose secret is missing, brings nothing',
  async (subscribeData) => {
    const { url, requests } = await scriptedApi({ [jobRoute]: job('succeeded') });

    expect(await zap()(url, { subscribeData })).toEqual([]);
    expect(requests).toEqual([]);
  },
);

test.each<readonly [string, Answer]>([
  ['is lost', { hangUp: true }],
  ['has no secret', { status: 201, json: { id: 'we_1' } }],
])('N01: an endpoint is removed when the answer to its registration %s', async (_, answer) => {
  const targetUrl = 'https://hooks.zapier.example/1';
  const endpoint = { id: 'we_1', url: targetUrl, enabled_events: [] };
  const api = await scriptedApi({
    'POST /api/v1/webhook-endpoints': answer,
    'GET /api/v1/webhook-endpoints': { json: { webhook_endpoints: [endpoint] } },
    'DELETE /api/v1/webhook-endpoints/we_1': { json: {} },
  });
  const { run } = stepRunner({ brand: 'scrapenest', clock: new FakeClock() });

  await failure(run(`${trigger}.performSubscribe`, { url: api.url, bundle: { targetUrl } }));

  expect(api.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'DELETE']);
});
