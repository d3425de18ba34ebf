import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { locateInstallation } from './installation.ts';
import { killAtExit } from './kill-at-exit.ts';

const START_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 30_000;
const READY_POLL_MS = 100;

/** Keeps n8n off the internet and on loopback. */
const offline = {
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_VERIFIED_PACKAGES_ENABLED: 'false',
  N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
  EXTERNAL_FRONTEND_HOOKS_URLS: '',
  N8N_LISTEN_ADDRESS: '127.0.0.1',
  N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
  N8N_SECURE_COOKIE: 'false',
  N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
  N8N_PROXY_HOPS: '1',
  N8N_LOG_LEVEL: 'info',
};

export interface N8nProcessOptions {
  /** A worker executes the workflows that the main process has put into the queue. The main process by default. */
  readonly command?: 'start' | 'worker';
  /** Holds n8n's folder `.n8n`, with its database and the installed nodes. */
  readonly userFolder: string;
  readonly port: number;
  /** The address under which webhooks reach n8n. */
  readonly webhookUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Memory {
  /** The resident memory now, in bytes. */
  readonly now: number;
  /** The largest resident memory since the start or since `resetPeak`, in bytes. */
  readonly peak: number;
}

export interface N8nProcess {
  readonly url: string;
  /** Ends n8n and its task runner with SIGKILL. */
  kill(): Promise<void>;
  /** Ends n8n with SIGTERM. */
  stop(): Promise<void>;
  readMemory(): Promise<Memory>;
  resetPeak(): Promise<void>;
}

/**
 * Starts the installed n8n and resolves when it answers requests. Its output goes to a file in the user folder, named
 * after the command.
 */
export async function startProcess(options: N8nProcessOptions): Promise<N8nProcess> {
  const { command = 'start', userFolder, port, webhookUrl, env = {} } = options;
  const log = join(userFolder, `${command}.log`);
  const child = spawn(process.execPath, [locateInstallation().bin, command], {
    cwd: userFolder,
    // The process group holds n8n and its task runner, so that a kill ends both.
    detached: true,
    env: {
      PATH: process.env['PATH'],
      HOME: userFolder,
      ...offline,
      N8N_USER_FOLDER: userFolder,
      ...(command === 'start' ? { N8N_PORT: String(port) } : workerHealth(port)),
      N8N_RUNNERS_BROKER_PORT: String(await freePort()),
      WEBHOOK_URL: webhookUrl,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const url = `http://127.0.0.1:${port}`;
  // n8n is in a process group of its own, which outlives a test run that is ended early.
  killAtExit(child, () => process.kill(-pidOf(child), 'SIGKILL'));
  try {
    await ready(child, url);
  } catch (error) {
    await end(child, 'SIGKILL');
    const tail = (await readFile(log, 'utf8')).slice(-2_000);
    throw new Error(`n8n did not start. The end of its log:\n${tail}`, { cause: error });
  }
  return {
    url,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
    readMemory: () => readMemory(pidOf(child)),
    resetPeak: () => writeFile(`/proc/${pidOf(child)}/clear_refs`, '5'),
  };
}

/** Lets a worker say at this port whether it is ready, which it does nowhere by default. */
const workerHealth = (port: number) => ({
  QUEUE_HEALTH_CHECK_ACTIVE: 'true',
  QUEUE_HEALTH_CHECK_PORT: String(port),
  N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});

async function ready(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('n8n exited.');
    const answer = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await delay(READY_POLL_MS);
  }
  throw new Error(`n8n was not ready after ${START_LIMIT_MS / 1_000} s.`);
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  const group = -pidOf(child);
  process.kill(signal === 'SIGKILL' ? group : -group, signal);
  const timeout = setTimeout(() => process.kill(group, 'SIGKILL'), STOP_LIMIT_MS);
  await exited;
  clearTimeout(timeout);
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('n8n could not be spawned.');
  return pid;
}

async function readMemory(pid: number): Promise<Memory> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1_024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

/** Returns a port of loopback that no process listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
