import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { spawnServer, type SpawnedServer } from '../../support/spawn-server.ts';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { simulatedWebsites } from './simulated-websites.ts';

const SEED = 'killed';

describe('MatchKraft after its server process is killed', () => {
  let database: TestDatabase;
  let receiver: Receiver;
  let server: SpawnedServer;

  const start = async () =>
    await spawnServer({ DATA_DIR: database.settings.dataDir, ALLOW_PRIVATE_WEBHOOKS: 'true', SEED });
  beforeAll(async () => {
    database = await createPgliteDatabase();
    receiver = await startReceiver();
    server = await start();
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    await receiver.close();
    await database.drop();
  });

  test('M03, M06: a job continues after its last row, repeats no row, and its end is announced once', async () => {
    const websites = (await simulatedWebsites(SEED, 120)).map(({ domain }) => `http://${domain}/`);
    const { body: account } = await server.admin.post('/accounts', {
      email: 'kill@example.com',
      password: 'x',
      balance: 0,
    });
    const url = `${receiver.url}/ended`;
    await server.admin.post(`/accounts/${account.account_id}/webhook-endpoints`, {
      provider: 'matchkraft',
      url,
    });
    await server.admin.post('/world', { latency_ms: 20 });
    const send = async (method: string, path: string, body?: object) =>
      await createApi(`${server.url}/matchkraft/api/v2`, '').send(method, path, {
        headers: { apikey: account.api_key, 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    const { jobId } = (await send('POST', '/domain-scan', { records: websites })).body;
    const readJob = async () => (await send('GET', `/domain-scan/results/${jobId}`)).body;
    const before = await eventually(readJob, ({ processed }) => processed >= 20);

    await server.end('SIGKILL');
    server = await start();
    const after = await eventually(readJob, ({ status }) => !['PENDING', 'PROCESSING'].includes(status));
    await receiver.first('/ended');
    await eventually(
      async () => (await server.admin.get('/deliveries')).body.deliveries,
      ([delivery]) => delivery?.state === 'delivered',
    );

    expect(before.status).toBe('PROCESSING');
    expect(after).toMatchObject({ status: 'COMPLETED', total: 120, processed: 120 });
    expect(after.results.map(({ website }: { website: string }) => website)).toEqual(websites);
    expect(receiver.received).toHaveLength(1);
  });
});
