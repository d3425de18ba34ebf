import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { createPgliteDatabase } from '../../support/test-database.ts';
import { startScrupp } from './start-scrupp.ts';

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

test('S07: no line of the log contains a key that was sent in a query', async () => {
  const database = await createPgliteDatabase();
  const child = spawn(process.execPath, ['--conditions=@scrapekit/source', main], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'trace', DATA_DIR: database.settings.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  let url = '';
  for await (const line of createInterface(child.stdout)) {
    url = / listening on (\S+)$/.exec(line)?.[1] ?? url;
    if (line.includes('Dashboard')) break;
  }
  const paths = ['/ping', '/task/1/status', '/task/%zz/data', '/nowhere', '/company/linkedin'];

  for (const path of paths) await fetch(`${url}/scrupp/api/v1${path}?api_key=sk_live_whisper`);
  await fetch(`${url}/scrupp/api/v1/jobs?api_key=sk_live_whisper`, { method: 'POST', body: '{' });
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  await database.drop();

  expect(log).toContain('"status":403');
  expect(log).not.toContain('whisper');
});

test('S07: a webhook_url is refused until the first key, which signs the event, has created a task', async () => {
  const database = await createPgliteDatabase();
  const server = await startScrupp(database);
  const { key: first, dashboard } = await server.account();
  const browse = await dashboard();
  await server.clock.setTime(server.clock.now() + 1_000);
  const { key: second } = (await browse('POST', '/api/keys')).body;
  const send = async (key: string) =>
    await createApi(`${server.url}/scrupp/api/v1`, key).post('/company/linkedin', {
      items: ['a'],
      webhook_url: 'https://receiver.example/',
    });

  const early = await send(second);
  const own = await send(first);
  const late = await send(second);
  await server.close();
  await database.drop();

  expect([early.status, early.body.error_code]).toEqual([400, 'unsignable_webhook']);
  expect([own.status, late.status]).toEqual([202, 202]);
});
