import type { Registration } from '@scrapekit/core';

/** What the pages show. It is plain data without secrets, but for the keys of signatures. */
interface Page {
  /** When the data was read. */
  readonly at: Date;
}

/** A part of a list, newest entries first. A cursor is an opaque text. */
export interface Listing<Entry> {
  readonly entries: readonly Entry[];
  /** The cursor of the newer entries, if there are any. */
  readonly newer?: string | undefined;
  /** The cursor of the older entries, if there are any. */
  readonly older?: string | undefined;
}

export interface OverviewView extends Page {
  readonly sources: readonly SourceView[];
  readonly targets: readonly TargetView[];
  readonly deliveries: Listing<ListedDelivery>;
  readonly filter: DeliveryFilter;
}

/** An absent part does not filter. */
export interface DeliveryFilter {
  /** The name of a target. */
  readonly target?: string | undefined;
  readonly state?: DeliveryState | undefined;
}

export interface SourceView {
  readonly name: string;
  /** The name of the provider, such as `ScrapeKit`. */
  readonly provider: string;
  /** How the provider gets to know the address. */
  readonly registration: Registration['kind'];
  /** The page of the provider on which the account's owner sees jobs. */
  readonly dashboard: string;
  /** The address at which the relay receives the provider's webhooks. */
  readonly webhookUrl: string;
  /** The base URL for a tool that creates jobs through the relay. */
  readonly proxyUrl: string;
  readonly eventsLastDay: number;
  /** Jobs whose end the relay waits for. */
  readonly openJobs: number;
  readonly lastEventAt: Date | null;
}

/**
 * `working`: the last attempt succeeded, or none was made yet. `failing`: the last attempt failed. `stopped`: it answered
 * 410, so nothing is sent to it.
 */
export type TargetState = 'working' | 'failing' | 'stopped';

export interface TargetView {
  readonly name: string;
  /** The host of the address, without its path, which may be secret. */
  readonly host: string;
  readonly state: TargetState;
  readonly counts: Readonly<Record<'waiting' | 'delivered' | 'stopped', number>>;
  /** The last failure in words, such as `The target answered 500.` */
  readonly lastError: { readonly at: Date; readonly text: string } | null;
  /** The key of the signature, `whsec_` and base64. */
  readonly signingKey: string;
}

/** `stopped`: no attempt follows, because the target answered 410 or three days passed. */
export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'stopped';

/** One event for one target. */
export interface ListedDelivery {
  readonly id: string;
  /** When the event was stored. */
  readonly at: Date;
  /** The name of the source. */
  readonly source: string;
  readonly jobId: string | null;
  /** The provider's name of the event, or null when it names none. */
  readonly eventType: string | null;
  /** Whether the webhook did not arrive and the relay made the event from the job. */
  readonly isFromJob: boolean;
  /** The name of the target. */
  readonly target: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Null unless the state is `waiting`. */
  readonly nextAttemptAt: Date | null;
}

export interface DeliveryView extends Page {
  readonly delivery: ListedDelivery;
  /** The host of the target. */
  readonly host: string;
  /** The id that all attempts carry in the header `webhook-id`. */
  readonly webhookId: string;
  /** Why there is no further attempt; null unless the state is `stopped`. */
  readonly stopReason: 'gone' | 'expired' | null;
  /** Whether the form that sends the delivery again is shown. */
  readonly canSendAgain: boolean;
  /** Newest first. */
  readonly attempts: readonly AttemptView[];
}

/** One request. A delivery with rows has a request for each page of rows. */
export interface AttemptView {
  /** Begins at 1. */
  readonly number: number;
  readonly at: Date;
  /** The page of rows and the number of pages, if it is known; null for the event alone. */
  readonly page: { readonly number: number; readonly of: number | null } | null;
  /** The status of the answer; null when there was none. */
  readonly status: number | null;
  readonly latencyMs: number | null;
  /** The failure in words; null when the target took the request. */
  readonly error: string | null;
  /** The beginning of the answer's body, decoded as UTF-8; null when there was no answer. */
  readonly answer: string | null;
}

export interface JobsView extends Page {
  readonly jobs: Listing<WatchedJob>;
}

/**
 * `open`: the webhook is not late yet. `late`: the webhook is late, so the relay asks the provider. `lost`: the relay has
 * stopped asking, because the provider does not know the job or did not end it in time.
 */
export type WatchedJobState = 'open' | 'late' | 'lost';

/** A job that was created through the relay, or that it was told to watch, and that has not ended. */
export interface WatchedJob {
  readonly source: string;
  readonly id: string;
  /** The title of the operation, such as `Scrape Leads`, or null when it is not known. */
  readonly operation: string | null;
  readonly state: WatchedJobState;
  readonly createdAt: Date;
  /** When the relay last asked the provider; null when it has not. */
  readonly askedAt: Date | null;
  /** When it asks next; null when it does not. */
  readonly nextAskAt: Date | null;
  /** The last failure to read the job, in words. */
  readonly error: string | null;
}
