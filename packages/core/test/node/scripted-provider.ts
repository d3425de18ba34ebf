import type { HttpRequest } from '../../src/http/transport.ts';
import { ScrapeKit, type ProviderOptions } from '../../src/node/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, type ScriptedAnswer } from '../scripted-transport.ts';

export const apiKey = `sk_live_${'k'.repeat(40)}`;

export interface ScriptedScrapeKit {
  readonly scrapekit: ScrapeKit;
  readonly requests: HttpRequest[];
  readonly clock: FakeClock;
}

/** Creates a ScrapeKit client that gets the answers of a script, on a clock that only `sleep` moves. */
export function scriptedScrapeKit(
  script: readonly (ScriptedAnswer | Error)[],
  options: ProviderOptions = {},
): ScriptedScrapeKit {
  const { transport, requests } = scriptedTransport(...script);
  const clock = new FakeClock(Date.UTC(2026, 3, 21, 10, 0, 0));
  const scrapekit = new ScrapeKit({ apiKey, transport, clock, ...options });
  return { scrapekit, requests, clock };
}

export const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 2 };

export const created: ScriptedAnswer = {
  status: 202,
  json: { job_id: 'sk_job_4f7a9b1c', status: 'queued', max_leads: 2, estimated_credits: 0.03 },
};

export const jobIn = (status: string, more: object = {}): ScriptedAnswer => ({
  json: { job_id: 'sk_job_4f7a9b1c', status, ...more },
});

export const results: ScriptedAnswer = {
  json: {
    job_id: 'sk_job_4f7a9b1c',
    results: [
      { name: 'Smile Austin Dental', emails_found: 'hello@smileaustin.example;office@smileaustin.example' },
      { name: 'Bright Teeth', emails_found: '' },
    ],
  },
};
