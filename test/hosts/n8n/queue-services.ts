import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openPostgresServer } from '../../../packages/reference-server/test/support/postgres-server.ts';
import { killAtExit } from './kill-at-exit.ts';
import { freePort } from './n8n-process.ts';

const candidates = [process.env['REDIS_PATH'], '/usr/bin/redis-server', '/usr/local/bin/redis-server'];

/** The path of an installed Redis, or undefined. */
export const redisPath: string | undefined = candidates.find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

/** The Redis and the PostgreSQL that n8n's main process and its workers share. */
export interface QueueServices extends AsyncDisposable {
  /** The settings that put n8n into queue mode with these services. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts both on loopback. n8n supports queue mode with PostgreSQL only. */
export async function startQueueServices(redis: string): Promise<QueueServices> {
  await using opened = new AsyncDisposableStack();
  const redisPort = await freePort();
  opened.use(await startRedis(redis, redisPort));
  const postgres = await openPostgresServer();
  opened.defer(() => postgres.stop());
  const { hostname, port, username, password, pathname } = new URL(postgres.url);
  const owned = opened.move();
  return {
    env: {
      EXECUTIONS_MODE: 'queue',
      // n8n runs workflows that are started by hand in the main process otherwise.
      OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
      QUEUE_BULL_REDIS_HOST: '127.0.0.1',
      QUEUE_BULL_REDIS_PORT: String(redisPort),
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: hostname,
      DB_POSTGRESDB_PORT: port,
      DB_POSTGRESDB_USER: username,
      DB_POSTGRESDB_PASSWORD: password,
      DB_POSTGRESDB_DATABASE: pathname.slice(1),
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Starts a Redis that keeps its data in memory. */
async function startRedis(path: string, port: number): Promise<AsyncDisposable> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(path, settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  killAtExit(child, () => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const ready = Promise.withResolvers<undefined>();
  createInterface(child.stdout).on('line', (line) => {
    if (line.includes('Ready to accept connections')) ready.resolve(undefined);
  });
  void exited.then(() => ready.reject(new Error('Redis exited.')), ready.reject);
  await ready.promise;
  return {
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
