import type { Clock } from '@scrapekit/core';
import type { Domain } from '../app/domain.ts';
import type { ServerConfig } from '../config.ts';
import type { FixedWindows } from '../http/fixed-windows.ts';
import type { HttpServer } from '../http/create-http-server.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { JobOperation } from '../jobs/operation.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';

/** What the routes of every provider are built on. */
export interface BackendServices {
  readonly storage: Storage;
  readonly jobs: JobEngine;
  readonly leads: Domain;
  readonly clock: Clock;
  readonly windows: FixedWindows;
  readonly config: ServerConfig;
  /** The server's own address, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Call it after committing deliveries that were booked outside a job. */
  readonly wakeDeliverer: () => void;
}

/** One provider on this server: its kinds of jobs, its promise about webhooks, its routes. */
export interface ProviderBackend {
  readonly operations: readonly JobOperation[];
  readonly sender: WebhookSender;
  addRoutes(http: HttpServer, services: BackendServices): void;
}
