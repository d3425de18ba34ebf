import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createPgliteDatabase } from '../../server/support/test-database.ts';

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

test('S07: a key in a query is in no line of the log, whatever becomes of the request', async () => {
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
