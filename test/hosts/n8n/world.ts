import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReferenceServer, startReferenceServer } from '../../e2e/reference-server.ts';
import { type N8nHost, type N8nHostOptions, startN8nHost } from './n8n-host.ts';
import { createUser, type User } from './user.ts';

/** The real n8n and the reference server that its nodes talk to. */
export interface World extends AsyncDisposable {
  readonly host: N8nHost;
  readonly server: ReferenceServer;
  /** Creates an account on the server, with its credential in n8n. */
  createUser(credits?: number): Promise<User>;
  /** Sets the time that each answer of the simulated internet takes. Jobs take several of them. */
  setLatency(ms: number): Promise<void>;
  /** Kills the server and starts it again on the same data and port, with the same latency. */
  killAndRestartServer(): Promise<void>;
}

export interface WorldOptions {
  readonly latencyMs?: number;
  readonly n8n?: N8nHostOptions;
}

export async function startWorld({ latencyMs = 0, n8n }: WorldOptions = {}): Promise<World> {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'n8n-host-server-'));
  let latency = latencyMs;
  const start = async (port = '0') => {
    const started = await startReferenceServer({ env: { DATA_DIR: dataDir, PORT: port } });
    await started.admin('/world', { latency_ms: latency });
    return started;
  };
  let server = await start();
  opened.defer(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const host = opened.use(await startN8nHost(n8n));
  const owned = opened.move();
  return {
    host,
    get server() {
      return server;
    },
    createUser: (credits = 100) => createUser(host.api, server, credits),
    setLatency: async (ms) => {
      latency = ms;
      await server.admin('/world', { latency_ms: ms });
    },
    killAndRestartServer: async () => {
      const { port } = new URL(server.url);
      await server.kill();
      server = await start(port);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
