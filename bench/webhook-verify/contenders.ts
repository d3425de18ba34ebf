import { createHmac, timingSafeEqual } from 'node:crypto';
import { signWebhook, verifyWebhook, type ProviderId } from '@scrapekit/core';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';

const jobId = '6b2b9a1e-4f0b-4df5-9a0c-2f2f0f5d8c11';

const bodies = {
  scrapekit: {
    event: 'scrape.job.completed',
    created_at: '2026-04-21T10:41:02Z',
    data: {
      job_id: jobId,
      status: 'completed',
      query: 'dentists',
      location: 'Austin, Texas',
      results_count: 487,
    },
  },
  scrupp: { event: 'task.completed', process_id: 6666, status: 'completed', meta: { source: 'zapier' } },
  scrapenest: {
    event_id: 'evt_1',
    event_type: 'job.completed',
    version: '1',
    data: { job_id: jobId, status: 'succeeded', artifact_count: 2 },
  },
  scrapfly: {
    config: { url: 'https://httpbin.org/anything' },
    context: { job: { uuid: jobId, status: 'DONE' }, webhook: { name: 'example' } },
    result: { success: true, status: 'DONE', status_code: 200, content: '{}' },
  },
} as const satisfies Partial<Record<ProviderId, object>>;

export type Signed = keyof typeof bodies;
export const providers = Object.keys(bodies) as Signed[];

const secret = `whsec_${Buffer.alloc(32, 'a key of 32 bytes').toString('base64')}`;

/** An event of this provider with the size of a long payload. */
const bodyOf = (provider: Signed, bytes: number): Buffer => {
  const text = JSON.stringify({ ...bodies[provider], filler: '' });
  return Buffer.from(text.replace(/""}$/, `"${'lead '.repeat(Math.max(0, bytes - text.length) / 5)}"}`));
};

/** Each verifies the same bytes once: core and the libraries that could be used instead. */
export function contenders(provider: Signed, bytes: number): Readonly<Record<string, () => unknown>> {
  const now = new Date();
  const body = bodyOf(provider, bytes);
  const signature = signWebhook(provider, { body, secret, now, id: 'msg_1' });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Webhook/1.0',
    host: 'localhost',
    ...signature,
  };
  const delivery = { headers, body };
  const options = { secrets: [secret], now };
  const ours = { '@scrapekit/core': () => verifyWebhook(provider, delivery, options) };
  const bare = { 'bare HMAC': bareHmac(provider, body, headers) };
  if (provider !== 'scrapenest') return { ...ours, ...bare };
  const branded = Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [name.replace('svix', 'webhook'), text]),
  );
  const [svix, standard] = [new SvixWebhook(secret), new StandardWebhook(secret)];
  return {
    ...ours,
    ...bare,
    svix: () => svix.verify(body, branded),
    standardwebhooks: () => standard.verify(body, branded),
  };
}

/** The least that a receiver could do: compute the HMAC and compare once, without any check of headers or time. */
function bareHmac(provider: Signed, body: Buffer, headers: Readonly<Record<string, string>>): () => boolean {
  const isSvix = provider === 'scrapenest';
  const [key, keyEncoding, encoding] = isSvix
    ? ([secret.slice(6), 'base64', 'base64'] as const)
    : ([secret, 'utf8', 'hex'] as const);
  const value = (end: string) =>
    Object.entries(headers).find(([name]) => name.toLowerCase().endsWith(end))?.[1] ?? '';
  const prefix = {
    scrapekit: `${value('timestamp')}.`,
    scrupp: `${value('timestamp')}.`,
    scrapenest: `msg_1.${value('timestamp')}.`,
    scrapfly: '',
  }[provider];
  const presented = value('signature').replace(/^(v1,|sha256=)/, '');
  const signature = isSvix ? presented : presented.toLowerCase();
  return () => {
    const expected = createHmac('sha256', key, { encoding: keyEncoding })
      .update(prefix)
      .update(body)
      .digest(encoding);
    return timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  };
}
