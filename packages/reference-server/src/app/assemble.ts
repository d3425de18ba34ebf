import type { Clock } from '@scrapekit/core';
import type { FastifyBaseLogger } from 'fastify';
import { createScene } from '../admin/scene.ts';
import type { ServerConfig } from '../config.ts';
import { createHttpServer } from '../http/http-server.ts';
import type { ProviderBackend } from '../providers/provider-backend.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createGuardedAgent } from '../webhooks/guarded-agent.ts';
import { addRoutes } from './add-routes.ts';
import { createBackground } from './background.ts';
import type { LeadEngine } from '../leads/lead-engine.ts';

/** How long an answer under way may take once the server stops. */
const GRACE_MS = 10_000;

export interface AssembleOptions {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly leadEngine: LeadEngine;
  readonly backends: readonly ProviderBackend[];
  readonly storage: Storage;
  readonly onError: (error: unknown) => void;
}

/** Routes and background work, put together but not yet started. */
export interface Assembled {
  /** Listens and starts working; resolves to the address. */
  start(): Promise<string>;
  /** Refuses new work, gives running jobs back to the queue, and answers what was already asked. */
  stop(): Promise<void>;
}

export function assemble(options: AssembleOptions): Assembled {
  const { config, clock, logger, leadEngine, backends, storage, onError } = options;
  let draining = false;
  let url = '';
  const scene = createScene(leadEngine);
  const dispatcher = createGuardedAgent({ allowPrivate: config.allowPrivateWebhooks });
  const publicUrl = () => config.publicUrl ?? url;
  const background = createBackground({
    storage,
    clock,
    operations: backends.flatMap(({ operations }) => operations),
    senders: backends.map(({ sender }) => sender),
    dispatcher,
    publicUrl,
    isWebhookLost: scene.isWebhookLost,
    onError,
  });
  const http = createHttpServer({ logger, isDraining: () => draining });
  const { jobs, wakeDeliverer } = background;
  addRoutes(http, { config, clock, storage, scene, backends, jobs, leadEngine, publicUrl, wakeDeliverer });
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
