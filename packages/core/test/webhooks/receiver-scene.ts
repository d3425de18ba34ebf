import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { WebhookEvent } from '../../src/webhook-event.ts';
import { createInbox } from '../../src/webhooks/inbox.ts';
import { createWebhookReceiver, type WebhookReceiverOptions } from '../../src/webhooks/receiver.ts';
import { fromScrapekit, fromScrapfly, now, SENT, type Genuine } from './genuine.ts';
import { hmac } from './judge.ts';

/** Creates a receiver with an inbox, and records what it dispatches. */
export function scene(genuine: Genuine, options: Partial<WebhookReceiverOptions> = {}) {
  const clock = new FakeClock(now);
  const inbox = createInbox({ clock });
  const dispatched: WebhookEvent[] = [];
  const receiver = createWebhookReceiver({
    provider: genuine.source,
    secrets: [genuine.secret],
    inbox,
    clock,
    dispatch: (event) => void dispatched.push(event),
    ...options,
  });
  const { headers, body } = genuine;
  const receive = (change: Partial<Parameters<typeof receiver>[0]> = {}) =>
    receiver({ method: 'POST', headers, body, ...change });
  /** Returns whether a new wait for this job resolves at once. */
  const isNudged = async (jobId: string = genuine.jobId) => {
    const stop = new AbortController();
    const nudge = inbox.nudge(jobId, stop.signal).then(
      () => true,
      () => false,
    );
    await new Promise((resolve) => void setImmediate(resolve));
    stop.abort();
    return nudge;
  };
  return { clock, inbox, dispatched, receive, isNudged };
}

/** Returns a body and its headers with a valid ScrapeKit signature. */
export const signedByScrapekit = (text: string | Uint8Array, timestamp = String(SENT)) => {
  const body = Buffer.from(text);
  const signature = hmac(fromScrapekit.secret, [timestamp, '.', body]);
  const headers = { 'X-ScrapeKit-Timestamp': timestamp, 'X-ScrapeKit-Signature': signature };
  return { body, headers };
};

/** Returns a body and its headers with a valid Scrapfly signature. */
export const signedByScrapfly = (body: Buffer, headers: Readonly<Record<string, string>> = {}) => ({
  body,
  headers: { 'X-Scrapfly-Webhook-Signature': hmac(fromScrapfly.secret, [body]), ...headers },
});
