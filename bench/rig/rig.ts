import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SimulatedNetAddresses } from '@scrapekit/reference-server/leads';
import { startChild, type Child, type Usage } from './child.ts';
import type { ServerInput } from './server-process.ts';

export interface Measured {
  readonly seconds: number;
  /** The processor time of the measured process alone. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** The simulated internet, which runs in another process than the measured one. */
export interface Rig {
  readonly addresses: SimulatedNetAddresses;
  /** The process of the simulated internet, for the time that it used. */
  readonly world: Child<SimulatedNetAddresses>;
  close(): Promise<void>;
}

export const seed = 'scrapekit';
export const adminToken = 'bench-admin-token-0123456789';

export async function startRig(latencyMs: number): Promise<Rig> {
  const url = new URL('world-process.ts', import.meta.url);
  const world = await startChild<SimulatedNetAddresses>(url, { seed, latencyMs });
  return { addresses: world.answer, world, close: () => world.close() };
}

export interface Api {
  post(path: string, body: object): Promise<Record<string, unknown>>;
  /** Runs a job to its end. Rejects unless it completes. */
  run(kind: 'scrape' | 'verify', body: object): Promise<Record<string, unknown>>;
}

export interface MeasuredServer {
  readonly api: Api;
  usage(): Promise<Usage>;
  close(): Promise<void>;
}

/** A server with an embedded database and an account that can pay for everything. */
export async function startMeasuredServer(rig: Rig): Promise<MeasuredServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-server-'));
  const url = new URL('server-process.ts', import.meta.url);
  const input: ServerInput = { seed, addresses: rig.addresses, settings: { adminToken, dataDir } };
  const server = await startChild<{ url: string }>(url, input);
  return {
    api: await openAccount(server.answer.url),
    usage: () => server.usage(),
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Creates an account that can pay for everything on a server. */
export async function openAccount(serverUrl: string): Promise<Api> {
  const account = { email: `${randomUUID()}@example.com`, password: 'bench', balance: 1_000_000 };
  const { api_key: key } = await send(`${serverUrl}/admin/accounts`, adminToken, account);
  return createApi(`${serverUrl}/api/v1`, String(key));
}

/** The shortest interval that the limit of 300 reads a minute allows. */
const pollMs = 220;

const createApi = (base: string, key: string): Api => ({
  post: (path, body) => send(base + path, key, body),
  async run(kind, body) {
    const { job_id: id } = await send(`${base}/${kind}/jobs`, key, body);
    for (;;) {
      await delay(pollMs);
      const job = await send(`${base}/${kind}/jobs/${String(id)}`, key);
      if (job['status'] === 'completed') return job;
      if (job['status'] !== 'queued' && job['status'] !== 'running') throw new Error(JSON.stringify(job));
    }
  },
});

async function send(url: string, token: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, { ...init, headers });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

/** Measures the elapsed time and the processor time of `process` while `work` runs. */
export async function measure(
  process: { usage(): Promise<Usage> },
  work: () => Promise<unknown>,
): Promise<Measured> {
  const before = await process.usage();
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await process.usage();
  return { seconds, cpuMs: after.cpuMs - before.cpuMs, rssMb: after.rssMb };
}
