import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { QueueClock } from '@scrapekit/storage';
import {
  checkKeptLogIn,
  createFirstAccount,
  type DashboardAccess,
  type FirstAccount,
} from '../accounts/first-account.ts';
import { queuesOf } from '../jobs/operation.ts';
import type { LeadEngine } from '../leads/lead-engine.ts';
import type { Net } from '../net/net.ts';
import { createBackends } from '../providers/backends.ts';
import { readConfig, type ServerConfig } from '../settings/config.ts';
import { openStorage } from '../storage/open-storage.ts';
import { openWorkerCount } from '../storage/worker-count.ts';
import { WEBHOOK_QUEUE } from '../webhooks/outbox.ts';
import { assemble } from './assemble.ts';
import { createCounters } from './counters.ts';
import { logEvent, logSlowQuery } from './event-log.ts';
import { createFailureLog } from './failure-log.ts';
import { createLogger } from './logger.ts';
import { countVerdicts } from './observed-engine.ts';
import { openLeadEngine } from './open-lead-engine.ts';
import { newLocalToken, removeRunningServer, writeRunningServer } from './running-server.ts';

/** A server that listens for requests. */
export interface RunningServer {
  /** The URL that it listens on, without a slash at the end. */
  readonly url: string;
  /** The account that this start created in an empty database, with its secrets. */
  readonly firstAccount?: FirstAccount;
  /** The log-in that the data directory keeps. Undefined when there was no account at the start. */
  readonly dashboardAccess?: DashboardAccess;
  /** Refuses new requests, returns running jobs to the queue and resolves when the server has stopped. */
  close(): Promise<void>;
}

/** Parts of the server that tests replace. */
export interface ServerParts {
  readonly clock?: Clock;
  /** The clock for retries and delayed messages. @default the clock of the database */
  readonly queueClock?: QueueClock;
  /** Replaces the engine of the configured source. */
  readonly leadEngine?: LeadEngine;
  /** Replaces the internet of a live source. */
  readonly net?: Net;
  /** Creates an account in an empty database. @default true without an admin token, except for a worker */
  readonly withFirstAccount?: boolean;
}

/** Starts a server. A setting that is left out has the default of its environment variable. */
export async function startServer(
  settings: Partial<ServerConfig> = {},
  { clock = systemClock, queueClock, leadEngine: given, net, withFirstAccount }: ServerParts = {},
): Promise<RunningServer> {
  const config: ServerConfig = { ...readConfig({}), ...settings };
  const logger = createLogger(config.logLevel);
  // Everything that was opened is closed in the opposite order, even when a later step fails.
  await using opened = new AsyncDisposableStack();

  const failures = createFailureLog(logger, clock);
  opened.defer(async () => await failures.stop());
  const onError = failures.report;
  let workers = () => 1;
  const counters = createCounters();
  const leadEngine =
    given ?? (await openLeadEngine(config, { clock, logger, net, counters, workers: () => workers() }));
  opened.defer(async () => await leadEngine.close());
  const backends = createBackends((provider) => countVerdicts(leadEngine, provider, counters));
  const operations = backends.flatMap((backend) => backend.operations);
  const queueNames = [...operations.flatMap((one) => Object.values(queuesOf(one))), WEBHOOK_QUEUE];
  const storage = await openStorage({
    ...{ ...config, queueNames, onError, queueClock },
    onSlowQuery: (query) => logSlowQuery(logger, query),
    onCommitted: (event) => {
      counters.countEvent(event);
      logEvent(logger, event);
    },
  });
  opened.defer(async () => await storage.close());
  if (config.role !== 'api') {
    const count = openWorkerCount(storage);
    opened.defer(async () => await count.close());
    workers = () => count.current();
  }
  const localToken = newLocalToken();
  const server = assemble({
    ...{ config, clock, logger, leadEngine, counters, backends, storage, onError, localToken },
  });
  const { dataDir, adminToken, role } = config;
  if (storage.embedded) opened.defer(async () => await removeRunningServer(dataDir));
  opened.defer(async () => await server.stop());
  const firstAccount =
    (withFirstAccount ?? (adminToken === undefined && role !== 'worker'))
      ? await createFirstAccount(storage, { clock, dataDir })
      : undefined;
  const dashboardAccess = await checkKeptLogIn(storage.db, dataDir);
  const url = await server.start();
  if (storage.embedded) await writeRunningServer(dataDir, { url, token: localToken });

  const running = opened.move();
  return { url, firstAccount, dashboardAccess, close: async () => await running.disposeAsync() };
}
