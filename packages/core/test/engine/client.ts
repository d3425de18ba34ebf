import { createClient, type Client } from '../../src/client.ts';
import type { HttpRequest } from '../../src/http/transport.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, type ScriptedAnswer } from '../scripted-transport.ts';

export const apiKey = `sk_live_${'k'.repeat(40)}`;

export interface ScriptedClient {
  readonly client: Client;
  readonly clock: FakeClock;
  readonly requests: HttpRequest[];
}

/** Creates a ScrapeKit client that gets the answers of a script, on a clock that only `sleep` moves. */
export function scriptedClient(...script: readonly (ScriptedAnswer | Error)[]): ScriptedClient {
  const { transport, requests } = scriptedTransport(...script);
  const clock = new FakeClock(Date.UTC(2026, 3, 21, 10, 0, 0));
  const client = createClient(scrapekit, { transport, clock, credentials: { apiKey }, random: () => 0.5 });
  return { client, clock, requests };
}

export const created: ScriptedAnswer = {
  status: 202,
  headers: { 'x-request-id': 'req_0000000001' },
  json: { job_id: 'sk_job_4f7a9b1c', status: 'queued', max_leads: 500, estimated_credits: 7.5 },
};

export const refused = (
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): ScriptedAnswer => ({
  status,
  headers,
  json: { error: { code, message: `It is ${code}.`, request_id: 'req_7f2a9c4e1b' } },
});
