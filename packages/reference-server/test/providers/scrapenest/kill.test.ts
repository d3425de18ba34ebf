import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { expireHeartbeats } from '../../support/expire-heartbeats.ts';
import { storages } from '../../support/on-both-storages.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { spawnServer, type SpawnedServer } from '../../support/spawn-server.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { eventOf, headersOf, svixAccepts } from './svix-deliveries.ts';
import { accountAt, type Account } from './start-scrapenest.ts';

describe.each(storages)('ScrapeNest on a server that is killed, on %s', (_name, createDatabase) => {
  let database: TestDatabase;
  let receiver: Receiver;
  let server: SpawnedServer;
  const hold = 0;
  /** The receiver's status for each request in turn; `hold` gives no answer. */
  const answers = [hold, 500, 204];

  beforeAll(async () => {
    database = await createDatabase();
    receiver = await startReceiver((_, response) => {
      const status = answers.shift() ?? 204;
      if (status !== hold) response.writeHead(status).end();
    });
    server = await start();
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    await receiver.close();
    await database.drop();
  });

  const start = async () => {
    const { dataDir, databaseUrl } = database.settings;
    const where: Record<string, string> =
      databaseUrl === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: databaseUrl };
    return await spawnServer({ ...where, ALLOW_PRIVATE_WEBHOOKS: 'true' });
  };
  const restart = async () => {
    await server.end('SIGKILL');
    await expireHeartbeats(database);
    server = await start();
  };
  const received = async (count: number) =>
    await eventually(
      () => receiver.received,
      (requests) => requests.length >= count,
    );
  const inState = async (state: string) =>
    await eventually(
      async () => (await server.admin.get('/deliveries')).body.deliveries[0],
      (delivery) => delivery?.state === state,
    );
  const apiOf = ({ account_id: id, api_key: key }: { account_id: string; api_key: string }): Account =>
    accountAt(`${server.url}/scrapenest/api/v1`, { id, key });

  test('N02, N04: repeats an interrupted attempt, and makes a waiting attempt exactly once', async () => {
    const account = { email: 'kill@example.com', password: 'x', balance: 0 };
    const owner = (await server.admin.post('/accounts', account)).body;
    const { secret } = await apiOf(owner).register(`${receiver.url}/`);
    await apiOf(owner).scrape('http://no-such-host.test/');

    await received(1);
    await restart();
    await received(2);
    const waiting = await inState('waiting');
    await restart();
    await received(3);
    const delivered = await inState('delivered');
    const { events } = (await apiOf(owner).call('GET', '/events')).body;

    expect(waiting).toMatchObject({ attempts: 1, status_code: 500 });
    expect(delivered).toMatchObject({ attempts: 2, status_code: 204 });
    const { received: requests } = receiver;
    expect(requests).toHaveLength(3);
    expect(new Set(requests.map((request) => headersOf(request)['svix-id'])).size).toBe(1);
    expect(requests.map((request) => eventOf(request))).toEqual([events[1], events[1], events[1]]);
    expect(requests.every((request) => svixAccepts(request, secret, request.at))).toBe(true);
    const due = Date.parse(waiting.next_attempt_at);
    expect(requests[2]!.at).toBeGreaterThanOrEqual(due);
    expect(events).toHaveLength(2);
  });
});
