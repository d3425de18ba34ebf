import type { Clock } from '@scrapekit/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FixedWindows } from '../http/rate-limit/fixed-windows.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { EndpointRegistry } from '../providers/endpoint-registry.ts';
import type { JobForm } from '../providers/job-form.ts';
import type { JobView } from '../providers/provider-backend.ts';
import type { WebhookGuide } from '../providers/webhook-guide.ts';
import type { ServerConfig } from '../settings/config.ts';
import type { Storage } from '../storage/open-storage.ts';

/** The content of a page below the navigation. */
export interface ShownPage {
  readonly title: string;
  /** HTML made with the `html` tag, which escapes values. */
  readonly body: string;
  /** A sentence about the action that was just done. */
  readonly notice?: string;
  /** The browser loads the page again after this time. */
  readonly refreshSeconds?: number;
  /** The names of the files in `browser/` that improve this page. The page works without them. */
  readonly scripts?: readonly string[];
}

export interface PageServices extends DashboardServices {
  /** Sends a page with the navigation above it. */
  readonly show: (request: FastifyRequest, reply: FastifyReply, content: ShownPage) => FastifyReply;
}

/** A page, or several parts of one, with their routes, which all need a session. */
export interface DashboardPage {
  /** The path under `/dashboard`, with a slash in front. */
  readonly path: string;
  readonly title: string;
  /** Whether the navigation links to it. @default true */
  readonly inNavigation?: boolean;
  /** Whether viewers can open it. @default true */
  readonly isForViewers?: boolean;
  addRoutes(app: FastifyInstance, services: PageServices): void;
}

export interface DashboardServices {
  readonly storage: Storage;
  readonly jobs: JobEngine;
  readonly config: ServerConfig;
  /** By provider id. */
  readonly jobViews: ReadonlyMap<string, JobView | undefined>;
  /** Of all providers, in the order in which they are offered. */
  readonly jobForms: readonly JobForm[];
  readonly endpoints: EndpointRegistry;
  /** By provider id, in the order in which they are shown. */
  readonly webhookGuides: ReadonlyMap<string, WebhookGuide>;
  /** Call it after the commit of a delivery that was booked outside of a job. */
  readonly wakeDeliverer: () => void;
  readonly clock: Clock;
  readonly windows: FixedWindows;
  readonly publicUrl?: string;
}
