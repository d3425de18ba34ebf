import { createClient, type Client, type Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { createGuardedAgent } from '@scrapekit/guarded-http';
import { createPump, openStorage, type Pump, type QueueClock } from '@scrapekit/storage';
import type { Logger } from 'pino';
import { Agent } from 'undici';
import type { RelayConfig, Source } from './config/config.ts';
import { createDeliverer } from './deliver/deliverer.ts';
import { DELIVERY_QUEUE } from './deliver/outbox.ts';
import { storedDeliveries } from './events/stored-deliveries.ts';
import { addToolRoutes } from './http/tool-routes.ts';
import { createPageGuard } from './http/guard-page.ts';
import { addPageRoutes } from './http/page-routes.ts';
import { createHttpServer } from './http/server.ts';
import { addWebhookRoutes, webhookPathOf } from './http/webhook-routes.ts';
import { POLL_QUEUE } from './jobs/follow-job.ts';
import { createPoller } from './jobs/poller.ts';
import { createMetrics } from './metrics.ts';
import { createReceiver } from './receive/receive-webhook.ts';
import type { CreateOnceOptions } from './proxy/create-once.ts';
import { loseSentCreations } from './proxy/creation-store.ts';
import { CREATION_QUEUE, settleLate, type CreationMessage } from './proxy/settle-creation.ts';
import { startRetention } from './retention.ts';
import { openRelayKeys } from './storage/relay-keys.ts';
import { schema } from './storage/schema.ts';
import type { Storage, Tables } from './storage/tables.ts';

export interface RelayOptions {
  readonly config: RelayConfig;
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly host: string;
  readonly port: number;
  /** The password of the status page. Without one the page does not exist. */
  readonly adminToken?: string | undefined;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** The clock for delayed messages, which tests set. @default the clock of the database */
  readonly queueClock?: QueueClock;
  /** Returns a number from 0 up to 1, for jitter. @default Math.random */
  readonly random?: () => number;
}

/** A relay that receives and delivers. */
export interface RunningRelay {
  readonly url: string;
  /** The address at which a source's webhooks arrive, by the name of the source. */
  readonly webhookUrls: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Starts a relay. Throws SettingError or DatabaseError when it cannot start. */
export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  const { config, logger, clock = systemClock, random = Math.random } = options;
  await using opened = new AsyncDisposableStack();
  const onError = (error: unknown) => logger.error({ err: error }, 'failed');
  const storage = await openStorage<Tables>(schema, {
    ...{ dataDir: options.dataDir, onError, queueClock: options.queueClock },
    ...(options.databaseUrl !== undefined && { databaseUrl: options.databaseUrl }),
    queueNames: [DELIVERY_QUEUE, POLL_QUEUE, CREATION_QUEUE],
  });
  opened.defer(async () => await storage.close());
  // An embedded database has one process at a time, so the process that sent these creates has ended.
  if (options.databaseUrl === undefined) await loseSentCreations(storage.db);
  const keys = await openRelayKeys(storage.db);
  const metrics = createMetrics(storage.db);
  const targets = createGuardedAgent({ allowPrivate: config.allowPrivate });
  // API keys go to providers, so their certificates are checked in a private network as well.
  const providers = new Agent();
  opened.defer(async () => {
    await Promise.all([targets.destroy(), providers.destroy()]);
  });
  const stopping = new AbortController();

  const clients = new Map<string, Client>();
  const clientOf = (source: Source): Client => {
    const known =
      clients.get(source.name) ?? newClient(source, { storage, clock, random, dispatcher: providers });
    clients.set(source.name, known);
    return known;
  };
  const webhookUrlOf = (source: Source) => `${config.publicUrl}${webhookPathOf(keys, source)}`;
  const pumps: Pump[] = [];
  const onStored = () => pumps.forEach((pump) => pump.wake());
  const shared = { config, storage, clock, random, clientOf, onError };
  const createOptions: CreateOnceOptions = {
    ...{ storage, clock, clientOf, webhookUrlOf, onStored, dispatcher: providers },
  };
  pumps.push(
    createDeliverer({
      ...shared,
      keys,
      dispatcher: targets,
      onAttempt: (attempt) => metrics.noteAttempt(logger, attempt),
    }),
    createPoller({ ...shared, onStored }),
    createSettler(createOptions, config, onError),
  );

  const app = createHttpServer({ logger, isDraining: () => stopping.signal.aborted });
  addWebhookRoutes(app, {
    ...{ sources: config.sources, keys },
    receiverOf: (source) => createReceiver({ source, storage, clock, onStored }),
    onAnswer: (source, answer) => metrics.noteWebhook(logger, source, answer),
  });
  addToolRoutes(app, {
    ...{ sources: config.sources, storage, clock, createOptions },
    signal: stopping.signal,
  });
  if (options.adminToken !== undefined)
    addPageRoutes(app, {
      ...{
        guard: createPageGuard(options.adminToken),
        storage,
        onStored,
        printMetrics: async () => await metrics.print(),
      },
      views: {
        ...{ db: storage.db, config, now: () => clock.now(), webhookUrlOf },
        signingSecretOf: ({ name, signingSecret }) => signingSecret ?? keys.signingSecretOf(name),
      },
    });
  app.get('/healthz', () => ({ status: 'ok' }));
  opened.defer(async () => await app.close());
  opened.defer(async () => {
    stopping.abort(new Error('The relay is stopping.'));
    await Promise.all(pumps.map(async (pump) => await pump.stop()));
  });
  opened.defer(startRetention(storage.db, clock, onError));

  pumps.forEach((pump) => pump.start());
  const url = await app.listen({ host: options.host, port: options.port });
  const running = opened.move();
  return {
    url,
    webhookUrls: new Map(config.sources.map((source) => [source.name, webhookUrlOf(source)])),
    close: async () => await running.disposeAsync(),
  };
}

interface ClientParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: () => number;
  readonly dispatcher: Agent;
}

const newClient = (source: Source, { storage, clock, random, dispatcher }: ClientParts): Client =>
  createClient(source.provider, {
    transport: undiciTransport({ dispatcher }),
    ...{ clock, random, baseUrl: source.baseUrl, credentials: { apiKey: source.apiKey } },
    deliveries: storedDeliveries(storage.db, source),
  });

/** Settles creates whose answer did not arrive, also those of a process that was killed. */
function createSettler(
  options: CreateOnceOptions,
  { sources }: RelayConfig,
  onError: (error: unknown) => void,
): Pump {
  const { queues } = options.storage;
  return createPump<CreationMessage>(queues, {
    ...{ queue: CREATION_QUEUE, concurrency: 2, onError },
    handle: async (claim) => {
      const isSettled = await settleLate(options, claim.message.creationId, sources);
      if (isSettled) await queues.complete(claim);
      else await queues.release(claim);
    },
  });
}
