import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = 'packages/reference-server/src/main.ts';
const LISTENING = /listening on (https?:\/\/\S+)/;
// A first start on a busy machine unpacks its database slowly.
const PATIENCE_MS = 60_000;

export interface TestAccount {
  readonly account_id: string;
  readonly api_key: string;
  readonly webhook_secret: string;
  readonly email: string;
}

export interface ReferenceServer {
  readonly url: string;
  /** Calls `/admin` + path; without a body it is a GET, with one a POST unless `method` says otherwise. */
  admin(path: string, body?: unknown, options?: { readonly method?: string }): Promise<unknown>;
  /** A new account with that many credits. */
  createAccount(balance: number): Promise<TestAccount>;
  /** Asks the process to end, as an operator would, and removes its data unless DATA_DIR was given. */
  close(): Promise<void>;
  /** Ends the process as a power cut would; the data stays until `close`. */
  kill(): Promise<void>;
}

export interface StartOptions {
  /** Added to, or in place of, the settings of a test server. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the reference server as users do, in a process of its own, and resolves once it listens. */
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
  const close = async () => {
    await end(child, 'SIGTERM');
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
    kill: () => end(child, 'SIGKILL'),
    close,
  };
}

/** The address from the line that says the server is ready; what it complained of, if it ends before that. */
function listening(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The server has no output to read.');
  const complaints = text(stderr);
  return new Promise((resolve, reject) => {
    // Stays for the life of the process: a pipe that nobody reads would halt it when full.
    createInterface({ input: stdout }).on('line', (line) => {
      const url = LISTENING.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => {
      void complaints.then((why) => reject(new Error(`The reference server did not start: ${why}`)));
    });
  });
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await exited;
  clearTimeout(impatience);
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
