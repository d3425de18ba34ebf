import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { TestClock } from 'pg-boss';
import { afterEach, describe, expect, test } from 'vitest';
import { startServer } from '../../src/index.ts';
import { type Kept, PUBLIC_URL } from '../fixtures/first-release/kept.ts';
import { createApi } from '../support/api.ts';
import { runStatement } from '../support/postgres-server.ts';
import { createScriptedLeadEngine } from '../support/scripted-lead-engine.ts';
import { createPgliteDatabase, createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';
import { ADMIN_TOKEN } from '../support/test-server.ts';

const fixture = async (name: string): Promise<Buffer> =>
  brotliDecompressSync(await readFile(new URL(`../fixtures/first-release/${name}.br`, import.meta.url)));

async function unpackFolder(): Promise<TestDatabase> {
  const database = await createPgliteDatabase({ empty: true });
  const { dataDir } = database.settings;
  const archive = join(dataDir, 'first-release.tar');
  await writeFile(archive, await fixture('pglite.tar'));
  execFileSync('tar', ['-x', '-f', archive, '-C', dataDir]);
  await rm(archive);
  return database;
}

async function loadDump(): Promise<TestDatabase> {
  const database = await createPostgresDatabase({ empty: true });
  const dump = (await fixture('postgresql.sql')).toString();
  // These lines are commands of psql.
  const statements = dump.replace(/^\\(?:un)?restrict .*$/gm, '');
  await runStatement(database.settings.databaseUrl ?? '', statements);
  return database;
}

/** Leaves out `updated_at`, which is the time of the request (C096). */
const withoutReadTime = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (key, value: unknown) => (key === 'updated_at' ? undefined : value));

const sleepInRealTime: Clock['sleep'] = async (ms, signal) => await systemClock.sleep(ms, signal);

let database: TestDatabase | undefined;
afterEach(async () => await database?.drop());

describe.each([
  ['a data directory', 'pglite', unpackFolder],
  ['a PostgreSQL dump', 'postgresql', loadDump],
])('C118: %s of the first release', (_what, name, open) => {
  test('answers as before, goes on with its open job, and lets its users log in', async () => {
    database = await open();
    const kept = JSON.parse((await fixture(`${name}.kept.json`)).toString()) as Kept;
    // At today's time the jobs would be removed, and the session would have ended.
    const queueClock = new TestClock(kept.at + 60_000);
    const clock = { now: () => queueClock.now(), sleep: sleepInRealTime };
    const settings = { port: 0, adminToken: ADMIN_TOKEN, logLevel: 'silent', publicUrl: PUBLIC_URL };
    const server = await startServer(
      { ...database.settings, ...settings },
      { clock, queueClock, leadEngine: createScriptedLeadEngine() },
    );
    const api = createApi(server.url, kept.key);

    const answers = [];
    for (const { path, headers } of kept.reads) {
      const { body, text } = await api.send('GET', path, { headers });
      answers.push((body as unknown) ?? text);
    }
    const scrapekit = createApi(`${server.url}/api/v1`, kept.key);
    const openJob = await scrapekit.ended(kept.openJob.id);
    const { body: results } = await scrapekit.get(`/verify/jobs/${kept.openJob.id}/results`);
    const { body: account } = await scrapekit.get('/account');
    const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
    const { body: ledger } = await admin.get(`/ledger/${kept.accountId}`);
    const { deliveries } = (await admin.get('/deliveries')).body;
    const { email, password } = kept;
    const logIn = await createApi(`${server.url}/api`, '').post('/session', { email, password });
    const dashboard = await api.send('GET', '/dashboard', { headers: { cookie: kept.cookie } });
    await server.close();

    expect(answers).toMatchObject<unknown[]>(kept.reads.map(({ answer }) => withoutReadTime(answer)));
    expect(openJob).toMatchObject({ status: 'completed', processed: kept.openJob.emails.length });
    expect(results.results.map((row: { email: string }) => row.email)).toEqual(kept.openJob.emails);
    const spent = openJob.credits_used as number;
    expect(account.balance).toBeCloseTo(kept.balance - spent, 6);
    expect(ledger.lines).toMatchObject([...kept.ledger.lines, ...results.results.map(() => ({ units: -5 }))]);
    const states = new Map(deliveries.map((one: { id: string; state: string }) => [one.id, one.state]));
    expect(kept.deliveries.map(({ id }) => states.get(id))).toEqual(
      kept.deliveries.map(({ state }) => state),
    );
    expect(logIn.status).toBe(200);
    expect(dashboard.status).toBe(200);
    expect(dashboard.text).toContain(email);
    expect(server.dashboardAccess?.state).toBe(name === 'pglite' ? 'valid' : 'not kept');
  });
});
