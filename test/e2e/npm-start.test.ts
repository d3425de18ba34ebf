import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReferenceServer } from './reference-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { start } = (await import('../../package.json', { with: { type: 'json' } })).default.scripts;
const LINE = /^(Dashboard|E-mail address|Password) +(\S+)$/;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-start-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

/** Runs the command of `npm start` until the workflow has ended, and reads the log-in that it prints. */
async function npmStart() {
  const [, ...args] = [...start.split(' '), '--max-leads', '1'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, ADMIN_TOKEN: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  const printed = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = LINE.exec(line) ?? [];
    lines.push(line);
    if (name !== undefined && value !== undefined) printed.set(name, value);
    if (line.startsWith('The server stays up')) break;
  }
  const read = (name: string): string => {
    const value = printed.get(name);
    if (value === undefined) throw new Error(`npm start printed no ${name}: ${lines.join('\n')}`);
    return value;
  };
  return {
    dashboard: read('Dashboard'),
    credentials: { email: read('E-mail address'), password: read('Password') },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Logs in to the dashboard and fetches its overview. */
async function openOverview(dashboard: string, credentials: object) {
  const session = await fetch(new URL('/api/session', dashboard), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const overview = await fetch(dashboard, { headers: { cookie }, redirect: 'manual' });
  return { statuses: [session.status, overview.status], text: await overview.text() };
}

test('npm start prints a log-in that opens the dashboard with its job, and that also works after start:server', async () => {
  const run = await npmStart();
  const during = await openOverview(run.dashboard, run.credentials);
  await run.stop();
  const server = await startReferenceServer({ env: { DATA_DIR: dataDir, ADMIN_TOKEN: '' } });
  const after = await openOverview(`${server.url}/dashboard`, run.credentials);
  await server.close();

  expect(during.statuses).toEqual([200, 200]);
  expect(after.statuses).toEqual([200, 200]);
  for (const { text } of [during, after]) expect(text).toMatch(/sk_job_\w+/);
});
