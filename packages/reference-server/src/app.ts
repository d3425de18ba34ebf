import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { createFirstAccount } from './accounts/first-account.ts';
import { createScene } from './admin/scene.ts';
import { addRoutes } from './app/add-routes.ts';
import { createBackground } from './app/background.ts';
import { readConfig, type ServerConfig } from './config.ts';
import type { Domain } from './app/domain.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { queueOf } from './jobs/operation.ts';
import { createLogger } from './app/logger.ts';
import { openDomain } from './app/open-domain.ts';
import { createScrapeOperation } from './providers/scrapekit/scrape-operation.ts';
import { scrapekitSender } from './providers/scrapekit/webhook-sender.ts';
import type { RunningServer } from './app/running-server.ts';
import { openStorage } from './storage/open-storage.ts';
import { createGuardedAgent } from './webhooks/guarded-agent.ts';
import { WEBHOOK_QUEUE } from './webhooks/outbox.ts';

export interface ServerParts {
  readonly clock?: Clock;
  /** Finds leads in place of the configured source. */
  readonly domain?: Domain;
}

/** Starts a server. What `settings` leaves out has the default of its environment variable. */
export async function startServer(
  settings: Partial<ServerConfig> = {},
  { clock = systemClock, domain }: ServerParts = {},
): Promise<RunningServer> {
  const config: ServerConfig = { ...readConfig({}), ...settings };
  const logger = createLogger(config.logLevel);
  const onError = (error: unknown) => logger.error({ err: error }, 'background failure');
  await using starting = new AsyncDisposableStack();

  const leads = domain ?? (await openDomain(config));
  starting.defer(async () => await leads.close());
  const operations = [createScrapeOperation(leads.pipeline)];
  const queueNames = [...operations.map(queueOf), WEBHOOK_QUEUE];
  const storage = await openStorage({ ...config, queueNames, onError });
  starting.defer(async () => await storage.close());
  const dispatcher = createGuardedAgent({ allowPrivate: config.allowPrivateWebhooks });
  starting.defer(async () => await dispatcher.destroy());

  let draining = false;
  let url = '';
  const scene = createScene(leads);
  const senders = [scrapekitSender];
  const publicUrl = () => config.publicUrl ?? url;
  const { isWebhookLost } = scene;
  const background = createBackground({
    storage,
    clock,
    operations,
    senders,
    dispatcher,
    publicUrl,
    isWebhookLost,
    onError,
  });
  const http = createHttpServer({ logger, isDraining: () => draining });
  addRoutes(http, { config, clock, storage, scene, jobs: background.jobs });
  const firstAccount =
    config.adminToken === undefined ? await createFirstAccount(storage, new Date(clock.now())) : undefined;
  // Undone in the opposite order: refuse new work, give jobs back, finish answering, and only then close the database.
  starting.defer(async () => await http.app.close());
  starting.defer(async () => await background.stop());
  starting.defer(() => void (draining = true));
  url = await http.app.listen({ port: config.port, host: config.host });
  background.start();

  const running = starting.move();
  return { url, firstAccount, close: async () => await running.disposeAsync() };
}
