import { createGuardedAgent, sendWebhook } from '@scrapekit/guarded-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scrapflyPolicy } from '../../../src/providers/scrapfly/webhooks.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';

describe('the delivery policy of Scrapfly', () => {
  const open = createGuardedAgent({ allowPrivate: true });
  const guarded = createGuardedAgent({ allowPrivate: false });
  let receiver: Receiver;
  let inner: Receiver;
  beforeAll(async () => {
    inner = await startReceiver();
    receiver = await startReceiver(({ path }, response) => {
      if (path === '/inward') response.writeHead(302, { location: `${inner.url}/` }).end();
    });
  });
  afterAll(async () => {
    await open.destroy();
    await guarded.destroy();
    await receiver.close();
    await inner.close();
  });

  // The receiver stands for one on the public internet, so its address alone is exempt from the address guard.
  const dispatcher = guarded.compose((dispatch) => (options, handler) => {
    const target = String(options.origin) === receiver.url ? open.dispatch.bind(open) : dispatch;
    return target(options, handler);
  });
  const send = async (path: string, policy = scrapflyPolicy) =>
    await sendWebhook(
      receiver.url + path,
      { headers: {}, body: Buffer.from('{}') },
      { dispatcher, policy, signal: new AbortController().signal },
    );

  test('F05: an attempt fails after 30 seconds without an answer', async () => {
    const result = await send('/hangs', { ...scrapflyPolicy, timeoutMs: 100 });

    expect(scrapflyPolicy.timeoutMs).toBe(30_000);
    expect(result).toEqual({ statusCode: null, error: 'The receiver did not answer within 0.1 s.' });
  });

  test('F05: a redirect to a private address is not followed', async () => {
    const result = await send('/inward');

    expect(result).toMatchObject({
      statusCode: 302,
      error: 'The webhook address does not lead to the public internet.',
    });
    expect(inner.received).toEqual([]);
  });

  test('F04: the retry schedule and the limit of 100 failures are the documented ones', () => {
    expect(scrapflyPolicy.retryDelaysMs).toEqual([30_000, 60_000, 300_000, 1_800_000, 3_600_000, 86_400_000]);
    expect(scrapflyPolicy.disableAfterFailures).toBe(100);
  });
});
