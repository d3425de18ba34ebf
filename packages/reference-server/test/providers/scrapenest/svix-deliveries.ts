import { createHmac } from 'node:crypto';
import { Webhook } from 'svix';
import { vi } from 'vitest';
import type { Received } from '../../support/receiver.ts';

export const headersOf = ({ headers }: Received): Record<string, string> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));

export const eventOf = ({ body }: Received) => JSON.parse(body.toString());

/** Verifies a delivery with Svix's package, with the clock set to `at`. */
export function svixAccepts(delivery: Received, secret: string, at: number): boolean {
  vi.useFakeTimers({ now: at, toFake: ['Date'] });
  try {
    new Webhook(secret).verify(delivery.body.toString(), headersOf(delivery));
    return true;
  } catch {
    return false;
  } finally {
    vi.useRealTimers();
  }
}

/** Calculates the signature from Svix's documentation with Node's crypto. */
export function signatureOf(delivery: Received, secret: string): string {
  const { 'svix-id': id, 'svix-timestamp': timestamp } = headersOf(delivery);
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(delivery.body);
  return `v1,${signed.digest('base64')}`;
}
