import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentOf, startStepWalk, type Step, type StepWalk } from './kill/walk-steps.ts';
import { createApi } from './support/api.ts';
import { startReceiver, type Receiver } from './support/receiver.ts';
import { spawnServer } from './support/spawn-server.ts';
import { createPgliteDatabase, createPostgresDatabase, type TestDatabase } from './support/test-database.ts';

const MANY_STARTS_MS = 90_000;
const dieAtStep = fileURLToPath(new URL('kill/die-at-step.ts', import.meta.url));

// A sample; `npm run test:kill -- --steps` takes every step of a scrape and of a verification, on either storage.
const onPglite: readonly Step[] = [
  { number: 4, when: 'before' },
  { number: 10, when: 'after' },
];
const onPostgres: readonly Step[] = [{ number: 12, when: 'after' }];

describe.each([
  { storage: 'PGlite', createDatabase: createPgliteDatabase, steps: onPglite },
  { storage: 'PostgreSQL', createDatabase: createPostgresDatabase, steps: onPostgres },
])('a server on $storage that dies at a step of a job', ({ createDatabase, steps }) => {
  let database: TestDatabase;
  let receiver: Receiver;
  let walk: StepWalk;

  beforeAll(async () => {
    database = await createDatabase();
    receiver = await startReceiver();
    walk = await startStepWalk(database, receiver);
  });
  afterAll(async () => {
    await walk.close();
    await receiver.close();
    await database.drop();
  });

  test.each(steps)(
    'C064 C089 C171 loses, doubles and forgets nothing: $when step $number',
    async (step) => {
      const outcome = await walk.take('scrape', step);

      expect(outcome).toEqual({ died: expect.stringMatching(/^died at: /), faults: [] });
    },
    MANY_STARTS_MS,
  );
});

describe('a job that kills its server', () => {
  test(
    'C067 C095 fails after five lives that brought it no further, unpaid, and the next job passes',
    async () => {
      const database = await createPgliteDatabase();
      const deadly = { ...environmentOf(database), DIE_ON: 'insert into "result_chunk"' };
      const start = async () => await spawnServer(deadly, [], { preload: dieAtStep });
      let server = await start();
      const newAccount = { email: 'deadly@example.com', password: 'x', balance: 10 };
      const { body: account } = await server.admin.post('/accounts', newAccount);
      const api = () => createApi(`${server.url}/api/v1`, account.api_key);
      const id = await api().scrape('dentists', { max_leads: 5 });

      // The first life found the places, which is progress.
      for (let life = 1; life <= 6; life++) {
        await server.exited;
        server = await start();
      }
      const job = await api().ended(id);
      const { body: ledger } = await server.admin.get(`/ledger/${account.account_id}`);
      await server.end('SIGKILL');
      server = await spawnServer(environmentOf(database));
      const next = await api().ended(await api().scrape('dentists', { max_leads: 5 }));
      await server.end('SIGTERM');
      await database.drop();

      expect(job).toMatchObject({
        status: 'failed',
        error: expect.stringContaining('5 times'),
        credits_used: 0,
      });
      expect(ledger.lines).toEqual([]);
      expect(next.status).toBe('completed');
    },
    MANY_STARTS_MS,
  );
});
