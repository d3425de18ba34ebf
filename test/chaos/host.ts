import type { Row } from '@scrapekit/core';
import type { JobOwner } from '../e2e/zapier/job-owner.ts';
import type { PaidOperation } from './operations.ts';

/** How one job looked to the person who ran it. */
export type Outcome =
  | { readonly kind: 'completed'; readonly jobId?: string; readonly rows: readonly Row[] }
  /** The client reported that the job may exist. */
  | { readonly kind: 'ambiguous'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'hanging' };

/** A webhook as it arrives at the public address of a client. `path` has the query. */
export interface Delivery {
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** What a client of one operation is set up with. */
export interface Seat {
  readonly operation: PaidOperation;
  readonly owner: JobOwner;
  /** The address of the provider, through the proxy. */
  readonly baseUrl: string;
  /** The public address of the client, through the proxy. */
  readonly hookUrl: string;
  /** The secrets that sign the webhooks of the account. */
  readonly secrets: readonly string[];
}

/** A client that runs one job after the other: core, Zapier or n8n. */
export interface Host {
  /** Runs a job to its end. */
  run(input: Readonly<Record<string, unknown>>): Promise<Outcome>;
  /** Receives a webhook. Resolves with the HTTP status of the answer. */
  receive(delivery: Delivery): Promise<number>;
  /** Whether `receive` refuses forged webhooks. Zapier's callback address accepts everything. */
  readonly verifies: boolean;
  /** Called when the client will wait for an answer that has broken off. */
  onSilence(): void;
  /** How often an event was handled a second time. */
  repeatedEvents(): number;
  close(): Promise<void>;
}

/** Opens the client of a seat. */
export type OpenHost = (seat: Seat) => Promise<Host>;

export const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
