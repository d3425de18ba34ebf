import type { Clock } from '@scrapekit/core';
import { createGuardedAgent } from '@scrapekit/guarded-http';
import type { FastifyBaseLogger } from 'fastify';
import { createTestControls } from '../admin/test-controls.ts';
import type { ServerConfig } from '../settings/config.ts';
import { createHttpServer } from '../http/http-server.ts';
import type { ProviderBackend } from '../providers/provider-backend.ts';
import type { Storage } from '../storage/open-storage.ts';
import { addRoutes } from './add-routes.ts';
import { createBackground } from './background.ts';
import type { Counters } from './counters.ts';
import type { LeadEngine } from '../leads/lead-engine.ts';

/** How long requests may still take after the server was told to stop. */
const GRACE_MS = 10_000;

export interface AssembleOptions {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly leadEngine: LeadEngine;
  readonly counters: Counters;
  readonly backends: readonly ProviderBackend[];
  readonly storage: Storage;
  readonly onError: (error: unknown) => void;
  /** The token of commands on the same machine. */
  readonly localToken: string;
}

/** A server with its routes and background work, which is not started yet. */
export interface Assembled {
  /** Listens and starts the background work. Resolves to the server's URL. */
  start(): Promise<string>;
  /** Refuses new requests, returns running jobs to the queue and waits for the requests that are being answered. */
  stop(): Promise<void>;
}

export function assemble(options: AssembleOptions): Assembled {
  const { config, clock, logger, leadEngine, counters, backends, storage, onError, localToken } = options;
  let draining = false;
  let url = '';
  const testControls = createTestControls(leadEngine);
  const dispatcher = createGuardedAgent({ allowPrivate: config.allowPrivateWebhooks });
  const publicUrl = () => config.publicUrl ?? url;
  const background = createBackground({
    storage,
    clock,
    operations: backends.flatMap(({ operations }) => operations),
    senders: backends.map(({ sender }) => sender),
    dispatcher,
    publicUrl,
    isDropped: testControls.isDropped,
    onError,
  });
  const http = createHttpServer({
    logger,
    isDraining: () => draining,
    trustedProxy: config.trustedProxy,
  });
  const { jobs, wakeDeliverer } = background;
  addRoutes(http, {
    config,
    clock,
    storage,
    testControls,
    backends,
    jobs,
    leadEngine,
    counters,
    publicUrl,
    wakeDeliverer,
    localToken,
  });
  return {
    start: async () => {
      url = await http.app.listen({ port: config.port, host: config.host });
      if (config.role !== 'api') background.start();
      return url;
    },
    stop: async () => {
      draining = true;
      await background.stop();
      const overdue = setTimeout(() => http.app.server.closeAllConnections(), GRACE_MS);
      await http.app.close();
      clearTimeout(overdue);
      await dispatcher.destroy();
    },
  };
}
