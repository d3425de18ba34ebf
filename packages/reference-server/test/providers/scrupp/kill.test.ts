import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type Api } from '../../support/api.ts';
import { eventually } from '../../support/eventually.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN } from '../../support/test-server.ts';

const main = fileURLToPath(new URL('clocked-server.ts', import.meta.url));

describe('Scrupp after its server process is killed between and during attempts', () => {
  let database: TestDatabase;
  let receiver: Receiver;
  let child: ChildProcess;
  let url = '';
  let now = Date.parse('2026-11-20T00:00:00Z');
  let key = '';
  const answers = new Map<string, (number | null)[]>();

  const start = async () => {
    child = fork(main, [database.settings.dataDir, String(now)], {
      execArgv: ['--conditions=@scrapekit/source'],
    });
    [{ url }] = (await once(child, 'message')) as [{ url: string }];
  };
  const kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  const restart = async () => {
    await kill();
    await start();
  };
  const pass = async (seconds: number) => {
    now += seconds * 1000;
    const moved = once(child, 'message');
    child.send(now);
    await moved;
  };
  const admin = (): Api => createApi(`${url}/admin`, ADMIN_TOKEN);
  const create = async (path: string) => {
    const body = { items: ['nobody'], webhook_url: receiver.url + path };
    const { process_id: id } = (await createApi(`${url}/scrupp/api/v1`, key).post('/company/linkedin', body))
      .body;
    return async (state: string) =>
      await eventually(
        async () => {
          const { deliveries } = (await admin().get('/deliveries')).body;
          return deliveries.find(({ job_id: job }: { job_id: string }) => job === String(id));
        },
        (delivery) => delivery?.state === state,
      );
  };
  let canaries = 0;
  // When the event of another task has arrived, the deliverer has also sent everything else that was due.
  const lookAround = async () => await (await create(`/canary-${canaries++}`))('delivered');
  const sentTo = (path: string) => receiver.received.filter((request) => request.path === path).length;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    receiver = await startReceiver(({ path }, response) => {
      const status = answers.get(path)?.shift();
      if (status !== null) response.writeHead(status ?? 204).end();
    });
    await start();
    const account = { email: 'kill@example.com', password: 'x', balance: 0 };
    key = (await admin().post('/accounts', account)).body.api_key;
  });
  afterAll(async () => {
    await kill();
    await receiver.close();
    await database.drop();
  });

  test('S05: the next attempt is made once, when it is due, and none after the event was acknowledged', async () => {
    answers.set('/between', [500, 204]);
    const delivery = await create('/between');
    await delivery('waiting');

    await restart();
    await pass(29);
    await lookAround();
    const early = sentTo('/between');
    await pass(1);
    const told = await delivery('delivered');
    await restart();
    await pass(86_400);
    await lookAround();

    expect(early).toBe(1);
    expect(told.attempts).toBe(2);
    expect(sentTo('/between')).toBe(2);
  });

  test('S05: an attempt that was cut short is made again, since it is unknown whether it arrived', async () => {
    answers.set('/during', [null, 204]);
    const delivery = await create('/during');
    await receiver.first('/during');

    await restart();
    const told = await delivery('delivered');
    await pass(86_400);
    await lookAround();

    expect(told.attempts).toBe(1);
    expect(sentTo('/during')).toBe(2);
  });
});
