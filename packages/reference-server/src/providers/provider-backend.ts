import type { Clock } from '@scrapekit/core';
import type { FastifyReply } from 'fastify';
import type { ServerConfig } from '../config.ts';
import type { HttpServer } from '../http/http-server.ts';
import type { FixedWindows } from '../http/rate-limit/fixed-windows.ts';
import type { JsonObject } from '../http/json.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { StoredJob } from '../jobs/job.ts';
import type { JobOperation } from '../jobs/operation.ts';
import type { LeadEngine } from '../leads/lead-engine.ts';
import type { Reader } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { NewEndpoint } from '../webhooks/endpoints.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';

/** What the routes of every provider are built on. */
export interface BackendServices {
  readonly storage: Storage;
  readonly jobs: JobEngine;
  readonly leadEngine: LeadEngine;
  readonly clock: Clock;
  readonly windows: FixedWindows;
  readonly config: ServerConfig;
  /** The server's own address, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Call it after committing deliveries that were booked outside a job. */
  readonly wakeDeliverer: () => void;
}

/** What a registration becomes. */
export type EndpointInput = Omit<NewEndpoint, 'accountId' | 'provider' | 'at'>;

/** What a person fills in to register a receiver, beside its address. */
export interface EndpointField {
  /** The key in the registration. */
  readonly name: string;
  readonly label: string;
  /** The only values there are; the first is the usual one. */
  readonly choices?: readonly string[];
  readonly isRequired?: boolean;
}

/** How a provider takes a receiver that is registered once, not with each job. */
export interface EndpointRules {
  /** With `one`, a new registration takes the place of the account's old one. */
  readonly perAccount: 'one' | 'many';
  /** Reads a registration and makes the secret it gets; an HttpError says what is wrong with it. */
  read(input: JsonObject, rules: { readonly allowPrivate: boolean }): EndpointInput;
  /** What the dashboard asks for; a field left empty is left out of the registration. */
  readonly fields?: readonly EndpointField[];
  /** The event a test of the receiver announces; a sender gets it without a job. Absent where there is no test. */
  readonly testEvent?: string;
  /** Whether each new receiver is tested at once. */
  readonly testsNewEndpoints?: boolean;
}

/** One provider on this server: its kinds of jobs, its promise about webhooks, its routes. */
export interface ProviderBackend {
  readonly id: string;
  readonly operations: readonly JobOperation[];
  readonly sender: WebhookSender;
  /** Absent where each job names its own receiver. */
  readonly endpoints?: EndpointRules;
  /** How the dashboard shows its jobs; without it, by their operation's name and without their rows. */
  readonly jobView?: JobView;
  addRoutes(http: HttpServer, services: BackendServices): void;
}

export interface ResultsRequest {
  readonly db: Reader;
  readonly format: 'json' | 'csv';
}

/** How the dashboard shows one provider's jobs. */
export interface JobView {
  /** What was asked for, such as `dentists in Austin`. */
  describe(job: StoredJob): string;
  /** Sends the rows of a completed job as the provider's own API would. */
  sendResults(reply: FastifyReply, job: StoredJob, request: ResultsRequest): FastifyReply;
}
