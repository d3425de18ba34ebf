import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGuardedAgent } from '../../../src/webhooks/guarded-agent.ts';
import { scrapflyPolicy } from '../../../src/webhooks/policies/scrapfly.ts';
import { sendWebhook } from '../../../src/webhooks/send-webhook.ts';
import { startReceiver, type Receiver } from '../../server/support/receiver.ts';

describe('what a Scrapfly delivery stands', () => {
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

  // Stands for a receiver on the public internet: only its own address is reached unguarded.
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

  test('F05: a receiver has 30 seconds, and one that hangs has failed', async () => {
    const result = await send('/hangs', { ...scrapflyPolicy, timeoutMs: 100 });

    expect(scrapflyPolicy.timeoutMs).toBe(30_000);
    expect(result).toEqual({ statusCode: null, error: 'The receiver did not answer within 0.1 s.' });
  });

  test('F05: a redirect to a private address is not followed', async () => {
    const result = await send('/inward');

    expect(result).toEqual({
      statusCode: 302,
      error: 'The webhook address does not lead to the public internet.',
    });
    expect(inner.received).toEqual([]);
  });

  test('F04: the schedule and the most failures are the documented ones', () => {
    expect(scrapflyPolicy.retryDelaysMs).toEqual([30_000, 60_000, 300_000, 1_800_000, 3_600_000, 86_400_000]);
    expect(scrapflyPolicy.disableAfterFailures).toBe(100);
  });
});
