import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { spawnServer, type SpawnedServer } from './support/spawn-server.ts';
import { createPostgresDatabase, type TestDatabase } from './support/test-database.ts';
import type { LedgerView } from './support/test-server.ts';

const TAKE_OVER_MS = 60_000;

describe('two servers on one PostgreSQL', () => {
  let database: TestDatabase;
  let servers: readonly SpawnedServer[] = [];

  beforeAll(async () => {
    database = await createPostgresDatabase();
    const { databaseUrl = '' } = database.settings;
    servers = await Promise.all([1, 2].map(async () => await spawnServer({ DATABASE_URL: databaseUrl })));
  });
  afterAll(async () => {
    await Promise.all(servers.map(async (server) => await server.end('SIGKILL')));
    await database.drop();
  });

  test(
    'C064 one takes over from the other, which wakes up late and writes nothing more',
    async () => {
      const [frozen, healthy] = servers;
      if (frozen === undefined || healthy === undefined) throw new Error('Two servers were to start.');
      const account = (
        await healthy.admin.post('/accounts', { email: 'a@example.com', password: 'x', balance: 10 })
      ).body;
      for (const server of servers) await server.admin.post('/world', { latency_ms: 20 });
      const api = createApi(`${healthy.url}/api/v1`, account.api_key);
      const jobs = await Promise.all(
        servers.map(
          async ({ url }) =>
            await createApi(`${url}/api/v1`, account.api_key).scrape('dentists', { max_leads: 100 }),
        ),
      );
      const ledger = async (server: SpawnedServer): Promise<LedgerView> =>
        (await server.admin.get(`/ledger/${account.account_id}`)).body;
      await eventually(
        async () => await ledger(healthy),
        ({ lines }) => new Set(lines.map(({ job_id }) => job_id)).size === 2,
      );

      frozen.signal('SIGSTOP');
      await eventually(
        async () => await ledger(healthy),
        ({ lines }) => lines.length === 200,
      );
      const ended = await Promise.all(jobs.map(api.ended));
      frozen.signal('SIGCONT');
      // Its next write must be refused; a request answered by it shows that it is awake.
      await frozen.admin.get('/deliveries');
      const after = await Promise.all(
        jobs.map(async (id) => (await api.get(`/scrape/jobs/${id}/results`)).body),
      );
      const { lines, balance } = await ledger(frozen);

      expect(ended.map(({ status, progress }) => [status, progress.scraped])).toEqual([
        ['completed', 100],
        ['completed', 100],
      ]);
      for (const { results } of after) {
        expect(new Set(results.map((lead: { place_id: string }) => lead.place_id)).size).toBe(100);
      }
      expect(lines).toHaveLength(200);
      expect(balance).toBe(10_000 - 200 * 15);
    },
    TAKE_OVER_MS,
  );
});
