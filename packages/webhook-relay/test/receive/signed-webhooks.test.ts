import { providers, signWebhook } from '@scrapekit/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTarget, type TestTarget } from '../support/start-target.ts';
import { startTestRelay, urlTarget, type TestRelay } from '../support/test-relay.ts';

const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz';
const API_KEY = 'key-of-the-tests';
const ADMIN_TOKEN = 'token-of-the-tests';

let target: TestTarget;
let relay: TestRelay;
beforeAll(async () => {
  target = await startTarget();
  const targets = [urlTarget('plain', target.url)];
  const config = {
    ...{ publicUrl: 'https://relay.example.com', allowPrivate: true, targets },
    sources: (['scrapekit', 'scrupp', 'scrapfly', 'scrapenest'] as const).map((id) => ({
      ...{ name: id, provider: providers[id], apiKey: API_KEY, webhookSecrets: [SECRET], targets },
      // Nothing answers there, so that only the webhook can tell about a job.
      ...{ baseUrl: 'http://127.0.0.1:1', lateAfterMs: 600_000 },
    })),
  };
  relay = await startTestRelay(config, { adminToken: ADMIN_TOKEN });
});
afterAll(async () => {
  await relay.close();
  await target.close();
});

type Signed = 'scrapekit' | 'scrupp' | 'scrapfly' | 'scrapenest';

async function send(id: Signed, content: object, now = new Date()): Promise<number> {
  const body = Buffer.from(JSON.stringify(content));
  const response = await fetch(
    `${relay.running.url}${new URL(relay.running.webhookUrls.get(id) ?? '').pathname}`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signWebhook(id, { body, secret: SECRET, now, id: 'msg_1' }),
      },
      body,
    },
  );
  return response.status;
}

const scruppTask = { event: 'task.completed', status: 'completed' };

test.each<[Signed, string, string, object]>([
  [
    'scrapekit',
    'sk_verify_1',
    'verify',
    { event: 'verify.job.completed', data: { job_id: 'sk_verify_1', status: 'completed' } },
  ],
  ['scrupp', '5', 'companies', { ...scruppTask, process_id: 5, meta: { endpoint: '/company/linkedin' } }],
  ['scrupp', '6', 'contacts', { ...scruppTask, process_id: 6, meta: { endpoint: '/contact/linkedin' } }],
  ['scrupp', '7', 'companies', { ...scruppTask, process_id: 7 }],
  [
    'scrapenest',
    'job_1',
    'scrape',
    { event_id: 'evt_1', event_type: 'job.completed', data: { job_id: 'job_1', status: 'succeeded' } },
  ],
])(
  'a genuine webhook of %s about the unknown job %s is delivered as one of %s',
  async (id, jobId, operation, content) => {
    expect(await send(id, content)).toBe(200);

    const { body } = await target.find(({ body: { job } }) => job.id === jobId);

    expect(body).toMatchObject({
      type: 'job.completed',
      reconciled: false,
      job: { id: jobId, operation, status: 'completed' },
    });
  },
);

test('S03: a webhook without the operation has that of the job which the relay follows', async () => {
  const watched = await fetch(`${relay.running.url}/watch/scrupp`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ job_id: '8', operation: 'job' }),
  });
  expect(watched.status).toBe(202);
  await send('scrupp', { ...scruppTask, process_id: 8 });

  const { body } = await target.find(({ body: { job } }) => job.id === '8');

  expect(body.job.operation).toBe('job');
});

const readMetrics = async (): Promise<string> =>
  await (
    await fetch(`${relay.running.url}/metrics`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })
  ).text();

test('a webhook about a crawl, which no operation creates, is answered and its job is not followed', async () => {
  const crawl = { event: 'crawler_finished', payload: { crawler_uuid: 'crawl-1', url: null } };

  expect(await send('scrapfly', crawl)).toBe(200);

  expect(await readMetrics()).not.toContain('relay_open_jobs{source="scrapfly"}');
});

test('S05: a webhook that was signed too long ago is refused, and its job is followed', async () => {
  const tenMinutesAgo = new Date(Date.now() - 600_000);

  expect(await send('scrupp', { ...scruppTask, process_id: 9 }, tenMinutesAgo)).toBe(401);

  expect(await readMetrics()).toContain('relay_open_jobs{source="scrupp"} 1');
  expect(target.requests.filter(({ body: { job } }) => job.id === '9')).toEqual([]);
});
