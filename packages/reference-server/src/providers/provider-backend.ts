import type { Clock } from '@scrapekit/core';
import type { ServerConfig } from '../settings/config.ts';
import type { HttpServer } from '../http/http-server.ts';
import type { FixedWindows } from '../http/rate-limit/fixed-windows.ts';
import type { RowsFile } from '../http/send-rows.ts';
import type { JsonObject } from '../http/json.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { StoredJob } from '../jobs/job.ts';
import type { JobOperation } from '../jobs/operation.ts';
import type { LeadEngine } from '../leads/lead-engine.ts';
import type { Db } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { EndpointChange, NewEndpoint, WebhookEndpoint } from '../webhooks/endpoints.ts';
import type { JobForm } from './job-form.ts';
import type { RowShape } from './row-shape.ts';
import type { UnknownItems } from './unknown-items.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';
import type { WebhookGuide } from './webhook-guide.ts';

/** The parts of the server that the routes of the providers use. */
export interface BackendServices {
  readonly storage: Storage;
  readonly jobs: JobEngine;
  readonly leadEngine: LeadEngine;
  readonly clock: Clock;
  readonly windows: FixedWindows;
  readonly config: ServerConfig;
  /** Returns the address under which clients reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
  /** The dashboard's routes as OpenAPI paths, for the document of the whole server. */
  readonly dashboardPaths: object;
  /** Starts the delivery of webhooks that were booked outside a job; call it after the commit. */
  readonly wakeDeliverer: () => void;
}

/** A parsed registration. */
export type EndpointInput = Omit<NewEndpoint, 'accountId' | 'provider' | 'at'>;

/** A field of the dashboard's forms for a receiver, beside the field for its address. */
export interface EndpointField {
  /** The key of the field's value in the registration. */
  readonly name: string;
  readonly label: string;
  /** A sentence below the label. */
  readonly hint?: string;
  /** The values to choose from, the default first; absent for free text. */
  readonly choices?: readonly string[];
  /** Whether several of the choices can be chosen, at first all of them. @default false */
  readonly isMany?: boolean;
  readonly isRequired?: boolean;
  /** Whether the value stays when the receiver is changed. @default false */
  readonly isFixed?: boolean;
}

/** The values of a receiver, by the names of the fields. */
export type EndpointValues = Readonly<Record<string, string | readonly string[]>>;

export interface EndpointUrlRules {
  readonly allowPrivate: boolean;
}

/** The rules of a provider whose receivers are registered once and not with each job. */
export interface EndpointRules {
  /** With `one`, a new registration replaces the account's earlier one. */
  readonly perAccount: 'one' | 'many';
  /** The most receivers of an account. @default 100 */
  readonly most?: number;
  /** Parses a registration and generates its secret; throws an HttpError that names the wrong field. */
  parse(input: JsonObject, rules: EndpointUrlRules): EndpointInput;
  /** Parses new values of the fields that are not fixed; throws like `parse`. */
  parseChange(input: JsonObject, rules: EndpointUrlRules, endpoint: WebhookEndpoint): EndpointChange;
  /** The fields of the dashboard's form; an empty one is left out of the registration. */
  readonly fields?: readonly EndpointField[];
  /** Returns the current values of `fields`. Required with fields. */
  valuesOf?(endpoint: WebhookEndpoint): EndpointValues;
  /** The events of a test delivery, which has no job. The first one is the usual one. */
  readonly testEvents: readonly string[];
  /** The event that a new receiver gets at once, and with which the operator tests it. @default none */
  readonly greeting?: string;
  /** Absent when the receivers have no secret. */
  readonly rotation?: { readonly createSecret: () => string; readonly overlapMs: number };
}

/** A provider as this server implements it. */
export interface ProviderBackend {
  readonly id: string;
  readonly operations: readonly JobOperation[];
  readonly sender: WebhookSender;
  /** Absent when each job names its receiver. */
  readonly endpoints?: EndpointRules;
  readonly webhookGuide: WebhookGuide;
  /** When absent, the dashboard shows the name of a job's operation, and no rows. */
  readonly jobView?: JobView;
  /** The dashboard's forms for new jobs. @default none */
  readonly jobForms?: readonly JobForm[];
  readonly api: DescribedApi;
  addRoutes(http: HttpServer, services: BackendServices): void;
}

/** A provider's API as OpenAPI. */
export interface DescribedApi {
  readonly name: string;
  /** Where clients find the document. */
  readonly path: string;
  document(services: BackendServices): object;
}

/** How the dashboard shows one provider's jobs. */
export interface JobView {
  /** Returns the request in a few words, such as `dentists in Austin`. */
  describe(job: StoredJob): string;
  /** Returns what a balance in thousandths of a credit pays for, such as `up to 5 leads`. */
  describeBalance?(units: number): string;
  /** Returns the rows of a job in the form of the provider's API. */
  results(db: Db, job: StoredJob): RowsFile;
  /** Returns how the rows of a job are shown. */
  rowShape(job: StoredJob): RowShape;
  /** Returns the name of a file with the rows. @default the request in a few words */
  fileName?(job: StoredJob): string;
  /** Absent when every outcome is known. */
  readonly unknownItems?: UnknownItems;
}

/** Returns the CSV cell of a list of verdicts: their addresses, joined by semicolons. Other values stay unchanged. */
export const emailsCell = (value: unknown): unknown =>
  Array.isArray(value) ? (value as readonly { email: string }[]).map(({ email }) => email).join(';') : value;
