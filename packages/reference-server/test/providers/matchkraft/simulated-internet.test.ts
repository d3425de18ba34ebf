import { createClient, providers, type Client } from '@scrapekit/core';
import { undiciTransport } from '@scrapekit/core/undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../../src/index.ts';
import type { SiteProfile } from '../../../src/world/site/profile.ts';
import { createApi } from '../../support/api.ts';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN, PASSWORD } from '../../support/test-server.ts';
import { impatientClock, simulatedWebsites } from './simulated-websites.ts';

const SEED = 'matchkraft';

// The client does not type its rows.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Row = any;

describe("core's client with MatchKraft in the simulated internet", () => {
  let database: TestDatabase;
  let server: RunningServer;
  let client: Client;
  let sites: readonly SiteProfile[];

  beforeAll(async () => {
    database = await createPgliteDatabase();
    const settings = { port: 0, adminToken: ADMIN_TOKEN, logLevel: 'silent', seed: SEED };
    server = await startServer({ ...database.settings, ...settings });
    const account = { email: 'a@example.com', password: PASSWORD, balance: 0 };
    const { body } = await createApi(`${server.url}/admin`, ADMIN_TOKEN).post('/accounts', account);
    client = createClient(providers.matchkraft, {
      transport: undiciTransport(),
      clock: impatientClock,
      credentials: { apiKey: body.api_key },
      baseUrl: `${server.url}/matchkraft`,
    });
    sites = await simulatedWebsites(SEED, 80);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const run = async (operation: string, records: readonly unknown[]): Promise<readonly Row[]> => {
    const created = await client.create(operation, { records });
    const job = await client.wait(created);
    expect(job.status).toBe('completed');
    return await Array.fromAsync(client.results(job));
  };
  const healthy = (site: SiteProfile) => site.behaviour === 'normal';

  test('M02: a domain scan lists the addresses that each website shows, and those it hides separately', async () => {
    const rows = await run(
      'domainScan',
      sites.map(({ domain }) => `http://${domain}/`),
    );

    expect(rows.map(({ domain }) => domain)).toEqual(sites.map(({ domain }) => domain));
    const read = sites.flatMap((site, index) => (healthy(site) ? [{ site, row: rows[index] }] : []));
    expect(read.length).toBeGreaterThan(40);
    for (const { site, row } of read) {
      expect(row.emails.map(({ email }: Row) => email).toSorted()).toEqual(
        site.printed.map(({ email }) => email).toSorted(),
      );
      expect(row.suspectedTraps.map(({ email }: Row) => email)).toEqual(
        site.trap === null ? [] : [site.trap],
      );
    }
    expect(rows.some(({ suspectedTraps }) => suspectedTraps.length > 0)).toBe(true);
    expect(rows.some(({ pagesRead, reason }) => pagesRead === 0 && reason === 'website cannot be read')).toBe(
      true,
    );
  });

  test('M02: a validation suspects hidden addresses and no others', async () => {
    const traps = sites.filter(healthy).flatMap(({ trap }) => trap ?? []);
    const printed = sites.filter(healthy).flatMap((site) => site.printed.map(({ email }) => email));

    const rows = await run('emailValidation', [...traps, ...printed, 'nobody@no-such-domain.test']);
    const suspected = rows.filter(({ suspectedTrap }) => suspectedTrap);

    expect(suspected.length).toBeGreaterThan(0);
    expect(traps).toEqual(expect.arrayContaining(suspected.map(({ email }) => email)));
    for (const { status, action, reason } of suspected)
      expect([status, action, reason]).toEqual([
        'suspected_trap',
        'drop',
        expect.stringContaining('suspected spam trap'),
      ]);
    expect(rows.filter(({ action }) => action === 'send').length).toBeGreaterThan(printed.length / 3);
    expect(rows.at(-1)).toMatchObject({ status: 'invalid', action: 'drop', reason: 'domain does not exist' });
  });

  test('M02: a finder returns addresses of people at their company, and never a wrong one', async () => {
    const people = sites
      .filter(healthy)
      .flatMap(({ domain, team }) => team.map((person) => ({ ...person, domain })));

    const rows = await run(
      'emailFinder',
      people.map(({ first, last, domain }) => ({
        firstName: first,
        lastName: last,
        website: `http://${domain}/`,
      })),
    );
    const found = rows.flatMap((row, index) => (row.status === 'safe' ? [{ row, index }] : []));

    expect(rows).toHaveLength(people.length);
    expect(found.length).toBeGreaterThan(people.length / 3);
    expect(found.map(({ row }) => row.email)).toEqual(found.map(({ index }) => people[index]?.email));
    for (const { email, reason } of rows) expect(email ?? reason).not.toBeNull();
  });
});
