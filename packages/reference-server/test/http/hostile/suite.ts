import { systemClock } from '@scrapekit/core/system-clock';
import { describe, expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import {
  ADMIN_TOKEN,
  startTestServer,
  type TestAccount,
  type TestServer,
} from '../../support/test-server.ts';
import { describedExamples, type Document } from './described-examples.ts';
import { hostileVariants, type Example, type HostileRequest } from './example.ts';
import { undescribedExamples } from './examples.ts';

/** No answer may take longer. */
const PATIENCE_MS = 10_000;
/** How many requests are sent at once, in one minute of the clock. The smallest limit is ten in a minute. */
const AT_ONCE = 8;
const MINUTE_MS = 61_000;
const NO_ANSWER = 999;

export interface HostileServer extends TestServer {
  /** Ends all windows of the rate limits. */
  skipMinute(): void;
}

/** Starts a server whose clock can skip minutes, so that the rate limits do not hide how requests are answered. */
export async function startHostileServer(database: TestDatabase): Promise<HostileServer> {
  let skippedMs = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + skippedMs };
  const server = await startTestServer(database, {}, clock);
  return { ...server, skipMinute: () => void (skippedMs += MINUTE_MS) };
}

/** Sends hostile values to every route, in each parameter of its path and query and each field of its body. */
export function describeHostileValues(server: () => HostileServer): void {
  const headersFor = async (
    account: TestAccount,
    { path }: Example,
  ): Promise<Readonly<Record<string, string>>> => {
    if (path.startsWith('/admin')) return { authorization: `Bearer ${ADMIN_TOKEN}` };
    if (path.startsWith('/dashboard') || /^\/api\/(?!v1\/)/.test(path))
      return { cookie: (await server().dashboard(account)).cookie };
    const { key } = account;
    return { authorization: `Bearer ${key}`, apikey: key, 'x-api-key': key };
  };
  /** Returns ids that exist, so that the server also stores what a hostile body says. */
  const idsFor = async (
    account: TestAccount,
    { path }: Example,
  ): Promise<Readonly<Record<string, string>>> => {
    if (!path.includes('{endpoint}')) return { account: account.id };
    const { body } = await server().admin.post(`/accounts/${account.id}/webhook-endpoints`, {
      provider: 'scrapenest',
      url: 'https://127.0.0.1:9/hook',
      enabled_events: ['job.created'],
    });
    return { account: account.id, endpoint: body.id };
  };
  const answerTo = async ({ path, ...request }: HostileRequest) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(server().url + path, { ...request, redirect: 'manual', signal });
    return { status: response.status, text: await response.text() };
  };
  /** Lists the requests of an example that were answered with a failure, or not in time. */
  const findFailures = async (example: Example) => {
    const account = await server().account(1_000);
    const headers = await headersFor(account, example);
    const ids = await idsFor(account, example);
    const { authorization = '' } = headers;
    const key = authorization.replace('Bearer ', '');
    const query = example.path.startsWith('/scrapfly') ? { ...example.query, key } : example.query;
    const variants = hostileVariants({ ...example, ids, ...(query && { query }) });
    const failures: unknown[] = [];
    const judge = async (variant: HostileRequest) => {
      const request = { ...variant, headers: { ...headers, ...variant.headers } };
      const { status, text } = await answerTo(request).catch((error: unknown) => ({
        status: NO_ANSWER,
        text: String(error),
      }));
      if (status >= 500)
        failures.push([
          example.method,
          variant.path,
          variant.body?.slice(0, 200),
          status,
          text.slice(0, 200),
        ]);
    };
    for (let from = 0; from < variants.length; from += AT_ONCE) {
      server().skipMinute();
      await Promise.all(variants.slice(from, from + AT_ONCE).map(judge));
    }
    return failures;
  };

  describe('C024, C099: hostile values', () => {
    test.each(undescribedExamples)('$method $path answers each with less than 500', async (example) => {
      expect(await findFailures(example)).toEqual([]);
    });

    test('X04: every operation of the OpenAPI document answers each with less than 500', async () => {
      const { body } = await createApi(server().url, '').get('/openapi.json');
      const examples = describedExamples(body as Document);

      for (const example of examples) expect(await findFailures(example)).toEqual([]);
      expect(examples.length).toBeGreaterThan(15);
    });
  });
}
