import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresDatabase } from '../../packages/reference-server/test/support/test-database.ts';
import { type ReferenceServer, startReferenceServer } from '../e2e/reference-server.ts';

/** The processes of the reference server on one database, each of which can be killed and started again. */
export interface Servers {
  /** The address of the API, which stays the same. */
  readonly url: string;
  readonly admin: ReferenceServer['admin'];
  /** Kills a process with SIGKILL and starts it again. `share` from 0 up to 1 chooses the process. */
  kill(share: number): Promise<void>;
  /** Resolves when the API answers. */
  answering(): Promise<void>;
  close(): Promise<void>;
}

export interface ServersOptions {
  /** Whether the API and two workers share a PostgreSQL. Otherwise one process has an embedded database. */
  readonly postgres: boolean;
  /** Milliseconds that each answer of the simulated internet takes, so that a kill hits jobs at work. */
  readonly latencyMs: number;
}

/** A process and the environment with which it is started again. */
interface Member {
  readonly env: Readonly<Record<string, string>>;
  server: ReferenceServer;
}

export async function startServers({ postgres, latencyMs }: ServersOptions): Promise<Servers> {
  const database = await (postgres ? openPostgres() : openFolder());
  const roles = postgres ? ['api', 'worker', 'worker'] : ['all'];
  const members: Member[] = [];
  for (const role of roles) {
    const publicUrl = members[0]?.server.url;
    const env = {
      ...database.env,
      ROLE: role,
      ...(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
    };
    const server = await startReferenceServer({ env });
    // The API is started again at the same address.
    members.push({ env: publicUrl === undefined ? { ...env, PORT: new URL(server.url).port } : env, server });
  }
  const api = (): ReferenceServer => {
    const [first] = members;
    if (first === undefined) throw new Error('No server runs.');
    return first.server;
  };
  const slowDown = async () => {
    if (!postgres) await api().admin('/world', { latency_ms: latencyMs });
  };
  await slowDown();
  let restarting: Promise<void> = Promise.resolve();
  const restart = async (member: Member) => {
    await member.server.kill();
    member.server = await startReferenceServer({ env: member.env });
    if (member === members[0]) await slowDown();
  };
  return {
    url: api().url,
    admin: async (path, body, options) => await api().admin(path, body, options),
    kill: async (share) => {
      const member = members[Math.floor(share * members.length)];
      if (member === undefined) return;
      const restarted = restart(member);
      if (member === members[0]) restarting = restarted;
      await restarted;
    },
    answering: () => restarting,
    close: async () => {
      for (const { server } of members) await server.close();
      await database.drop();
    },
  };
}

interface Database {
  readonly env: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

async function openFolder(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-data-'));
  return {
    env: { DATA_DIR: folder },
    drop: async () => await rm(folder, { recursive: true, force: true }),
  };
}

async function openPostgres(): Promise<Database> {
  const folder = await openFolder();
  const database = await createPostgresDatabase();
  return {
    env: { ...folder.env, DATABASE_URL: database.settings.databaseUrl ?? '' },
    drop: async () => {
      await database.drop();
      await folder.drop();
    },
  };
}
