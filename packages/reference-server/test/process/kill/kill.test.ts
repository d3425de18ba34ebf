import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { spawnServer, type SpawnedServer } from '../../support/spawn-server.ts';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import type { LedgerView } from '../../support/test-server.ts';

describe('a server after its process is killed', () => {
  let database: TestDatabase;
  let receiver: Receiver;
  let server: SpawnedServer;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    receiver = await startReceiver(({ path }, response) => {
      if (!path.startsWith('/held')) response.writeHead(204).end();
    });
    server = await start();
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    await receiver.close();
    await database.drop();
  });

  const start = async () =>
    await spawnServer({ DATA_DIR: database.settings.dataDir, ALLOW_PRIVATE_WEBHOOKS: 'true' });
  const createAccount = async (email: string) =>
    (await server.admin.post('/accounts', { email, password: 'x', balance: 10 })).body;
  const apiOf = ({ api_key: key }: { api_key: string }) => createApi(`${server.url}/api/v1`, key);
  const deliveries = async () => (await server.admin.get('/deliveries')).body.deliveries;

  test('C064, C089, C110, C118: continues a job after the last row that was paid', async () => {
    const account = await createAccount('kill@example.com');
    await server.admin.post('/world', { latency_ms: 20 });
    const id = await apiOf(account).scrape('dentists', {
      max_leads: 150,
      webhook_url: `${receiver.url}/ended`,
    });
    const before = await apiOf(account).jobWhen(id, ({ progress }) => progress.scraped >= 25);

    await server.end('SIGKILL');
    server = await start();
    const after = await apiOf(account).ended(id);
    const { body } = await apiOf(account).get(`/scrape/jobs/${id}/results`);
    const ledger: LedgerView = (await server.admin.get(`/ledger/${account.account_id}`)).body;
    await eventually(deliveries, ([delivery]) => delivery?.state === 'delivered');

    expect(before.status).toBe('running');
    expect(after).toMatchObject({
      status: 'completed',
      credits_used: 2.25,
      progress: { scraped: 150, target: 150 },
    });
    expect(new Set(body.results.map((lead: { place_id: string }) => lead.place_id)).size).toBe(150);
    expect(ledger.lines.map(({ row }) => row)).toEqual(Array.from({ length: 150 }, (_, row) => row));
    expect(ledger.balance).toBe(ledger.opening + ledger.lines.reduce((sum, { units }) => sum + units, 0));
    expect(receiver.received.filter(({ path }) => path === '/ended')).toHaveLength(1);
  });

  test('C089, C171: loses no job that it had accepted, and does not repeat a webhook that it was sending', async () => {
    const account = await createAccount('twice@example.com');
    const first = await apiOf(account).scrape('bakeries', {
      max_leads: 3,
      webhook_url: `${receiver.url}/held`,
    });
    await receiver.first('/held');
    const second = await apiOf(account).scrape('florists', {
      max_leads: 3,
      webhook_url: `${receiver.url}/second`,
    });

    await server.end('SIGKILL');
    server = await start();
    await receiver.first('/second');
    const interrupted = await eventually(
      async () => (await deliveries()).find((delivery: { job_id: string }) => delivery.job_id === first),
      ({ state }) => state !== 'sending',
    );

    expect((await apiOf(account).ended(second)).status).toBe('completed');
    expect(interrupted).toMatchObject({ state: 'interrupted', status_code: null });
    expect(receiver.received.filter(({ path }) => path === '/held')).toHaveLength(1);
  });
});
