import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../support/api.ts';
import { storages } from '../../support/on-both-storages.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { systemClock } from '@scrapekit/core/system-clock';

const all = async (length: number, call: () => Promise<Answer>) =>
  (await Promise.all(Array.from({ length }, call))).map(({ status }) => status);
const secondsOf = ({ headers }: Answer, name: string) => Number(headers.get(name));

describe.each(storages)('limits over time on %s', (_, createDatabase) => {
  // The clock moves only when a test moves it.
  let nowMs = Date.parse('2026-11-21T12:00:00.250Z');
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createDatabase();
    server = await startTestServer(database, {}, { ...systemClock, now: () => nowMs });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  test('C036, C040: the full allowance is back at Reset, and not a millisecond earlier', async () => {
    const { api } = await server.account(0);
    const create = async () => await api.post('/scrape/jobs', {});
    const before = await all(60, create);
    const refused = await create();
    const reset = secondsOf(refused, 'x-ratelimit-reset');

    nowMs = reset * 1000 - 1;
    const tooEarly = await create();
    nowMs = reset * 1000;
    const after = await all(60, create);
    const again = await create();

    expect(new Set(before)).toEqual(new Set([400]));
    expect([refused.status, tooEarly.status, secondsOf(tooEarly, 'retry-after')]).toEqual([429, 429, 1]);
    expect(new Set(after)).toEqual(new Set([400]));
    expect(again.status).toBe(429);
    expect(secondsOf(again, 'x-ratelimit-reset')).toBe(reset + 60);
  });

  test('C040: a client that waits for the time in Retry-After is not refused again', async () => {
    const { api } = await server.account(0);
    await all(120, async () => await api.post('/verify/email', {}));
    const refused = await api.post('/verify/email', {});

    nowMs += secondsOf(refused, 'retry-after') * 1000;

    expect((await api.post('/verify/email', {})).status).toBe(400);
  });

  test('C182: after ten wrong passwords, an account refuses the right one for a minute, in the form too', async () => {
    const { email } = await server.account(0);
    const form = async () =>
      await fetch(`${server.url}/dashboard/log-in`, {
        method: 'POST',
        body: new URLSearchParams({ email, password: 'correct horse' }),
        redirect: 'manual',
      });
    const tries = await all(10, async () => await server.logIn({ email, password: 'wrong' }));

    const refused = [await server.logIn({ email }), await form()];
    nowMs += 61_000;
    const open = [await server.logIn({ email }), await form()];

    expect(new Set(tries)).toEqual(new Set([401]));
    expect(refused.map(({ status }) => status)).toEqual([429, 429]);
    expect(open.map(({ status }) => status)).toEqual([200, 303]);
  });

  test('C182: a log-in with an unknown address takes as much computing time as one with a wrong password', async () => {
    const { email } = await server.account(0);
    // CPU time is measured, because other processes of the machine change only the elapsed time.
    const workOf = async (attempt: { email: string }) => {
      const before = process.cpuUsage();
      expect((await server.logIn({ ...attempt, password: 'wrong' })).status).toBe(401);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    nowMs += 61_000;
    const pairs: { wrong: number; unknown: number }[] = [];
    for (let round = 0; round < 9; round++)
      pairs.push({
        wrong: await workOf({ email }),
        unknown: await workOf({ email: `nobody-${email}` }),
      });
    const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[4] ?? 0;

    const ratio = median(pairs.map(({ unknown }) => unknown)) / median(pairs.map(({ wrong }) => wrong));

    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });
});
