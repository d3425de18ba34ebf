import type { Clock } from '@scrapekit/core';
import type { Clock as QueueClock } from 'pg-boss';
import { systemClock } from '@scrapekit/core/system-clock';
import { createFirstAccount } from './accounts/first-account.ts';
import { assemble } from './app/assemble.ts';
import type { Domain } from './app/domain.ts';
import { createLogger } from './app/logger.ts';
import { openDomain } from './app/open-domain.ts';
import type { RunningServer } from './app/running-server.ts';
import { readConfig, type ServerConfig } from './config.ts';
import { queueOf } from './jobs/operation.ts';
import type { Net } from './net/net.ts';
import { createBackends } from './providers/backends.ts';
import { openStorage } from './storage/open-storage.ts';
import { WEBHOOK_QUEUE } from './webhooks/outbox.ts';

export interface ServerParts {
  readonly clock?: Clock;
  /** The time by which retries come due. @default the database's */
  readonly queueClock?: QueueClock;
  /** Finds leads in place of the configured source. */
  readonly domain?: Domain;
  /** Stands in for the internet of a live source. */
  readonly net?: Net;
}

/** Starts a server. What `settings` leaves out has the default of its environment variable. */
export async function startServer(
  settings: Partial<ServerConfig> = {},
  { clock = systemClock, queueClock, domain, net }: ServerParts = {},
): Promise<RunningServer> {
  const config: ServerConfig = { ...readConfig({}), ...settings };
  const logger = createLogger(config.logLevel);
  const onError = (error: unknown) => logger.error({ err: error }, 'background failure');
  // Closes in the opposite order what was opened, also when a later step fails.
  await using opened = new AsyncDisposableStack();

  const leads = domain ?? (await openDomain(config, { clock, logger, net }));
  opened.defer(async () => await leads.close());
  const backends = createBackends(leads);
  const queueNames = [...backends.flatMap(({ operations }) => operations.map(queueOf)), WEBHOOK_QUEUE];
  const storage = await openStorage({ ...config, queueNames, onError, queueClock });
  opened.defer(async () => await storage.close());
  const server = assemble({ config, clock, logger, leads, backends, storage, onError });
  opened.defer(async () => await server.stop());
  const firstAccount = config.adminToken === undefined ? await createFirstAccount(storage, clock) : undefined;
  const url = await server.start();

  const running = opened.move();
  return { url, firstAccount, close: async () => await running.disposeAsync() };
}
