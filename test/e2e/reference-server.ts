import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { killAtExit } from '../hosts/n8n/kill-at-exit.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = 'packages/reference-server/src/main.ts';
const LISTENING = /listening on (https?:\/\/\S+)/;
// The first start on a busy machine takes long, because it unpacks the database.
const STOP_TIMEOUT_MS = 60_000;

export interface TestAccount {
  readonly account_id: string;
  readonly api_key: string;
  readonly webhook_secret: string;
  readonly email: string;
}

export interface ReferenceServer {
  readonly url: string;
  /** Sends a request to `/admin` + path: a GET without a body, a POST with one, or the given method. */
  admin(path: string, body?: unknown, options?: { readonly method?: string }): Promise<unknown>;
  /** Creates an account with this number of credits. */
  createAccount(balance: number): Promise<TestAccount>;
  /** Stops the process with SIGTERM and removes its data unless DATA_DIR was given. */
  close(): Promise<void>;
  /** Kills the process with SIGKILL. The data stays until `close`. */
  kill(): Promise<void>;
}

export interface StartOptions {
  /** Environment variables that add to those of a test server or replace them. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the reference server in a separate process, as users do, and resolves when it listens. */
export async function startReferenceServer({ env = {} }: StartOptions = {}): Promise<ReferenceServer> {
  const adminToken = env.ADMIN_TOKEN ?? 'admin-token-of-the-tests';
  const ownData = env.DATA_DIR === undefined ? await mkdtemp(join(tmpdir(), 'scrapekit-e2e-')) : undefined;
  const settings = {
    PORT: '0',
    LOG_LEVEL: 'warn',
    ALLOW_PRIVATE_WEBHOOKS: 'true',
    ADMIN_TOKEN: adminToken,
    ...(ownData === undefined ? {} : { DATA_DIR: ownData }),
    ...env,
  };
  const child = spawn(process.execPath, ['--conditions=@scrapekit/source', main], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  killAtExit(child, () => void child.kill('SIGKILL'));
  const close = async () => {
    await stop(child, 'SIGTERM');
    if (ownData !== undefined) await rm(ownData, { recursive: true, force: true });
  };
  const url = await listening(child).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const admin: ReferenceServer['admin'] = (path, body, options) =>
    callAdmin(`${url}/admin${path}`, { adminToken, body, ...options });
  return {
    url,
    admin,
    createAccount: async (balance) => {
      const email = `${crypto.randomUUID()}@example.com`;
      const created = await admin('/accounts', { email, password: crypto.randomUUID(), balance });
      return { ...(created as Omit<TestAccount, 'email'>), email };
    },
    kill: () => stop(child, 'SIGKILL'),
    close,
  };
}

/** Resolves with the URL of the server's ready message. Rejects with its errors when the process ends before that. */
function listening(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The server has no output to read.');
  const errors = text(stderr);
  return new Promise((resolve, reject) => {
    // This keeps reading until the process exits, because the process would stop when the pipe is full.
    createInterface({ input: stdout }).on('line', (line) => {
      const url = LISTENING.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => {
      void errors.then((why) => reject(new Error(`The reference server did not start: ${why}`)));
    });
  });
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const timeout = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timeout);
}

interface AdminCall {
  readonly adminToken: string;
  readonly body: unknown;
  readonly method?: string;
}

async function callAdmin(url: string, { adminToken, body, method }: AdminCall): Promise<unknown> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${answer}`);
  return JSON.parse(answer) as unknown;
}
