import type { Clock } from '../clock.ts';
import { requireFunctions, requireOptions } from '../errors/configuration-error.ts';
import type { DeliveredEvents, WebhookEvent } from '../webhook-event.ts';
import { MemoryClaims, type Claims } from './claims.ts';
import { MemoryEvents, type KeepOptions, type KeptEvents } from './kept-events.ts';
import { Nudges } from './nudges.ts';

export interface InboxOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** @default in memory, for one process */
  readonly claims?: Claims;
  /** @default in memory, for one process */
  readonly events?: KeptEvents;
}

/** Hands verified deliveries from a receiver to waiting clients. Create one for each provider account. */
export interface Inbox extends DeliveredEvents {
  /** Wakes every client that waits for this job, or else the next one that starts to wait for it. */
  wake(jobId: string): void;
  /** Claims an event for handling; resolves with undefined when a delivery of the event was claimed before. */
  claim(event: WebhookEvent, retentionMs: number): Promise<Claim | undefined>;
  /** Stores an outcome for `find`. An event with an unsigned job id never replaces another event (F13). */
  keep(
    event: WebhookEvent,
    options: Omit<KeepOptions, 'untilMs'> & { readonly retentionMs: number },
  ): Promise<void>;
}

/** Call `settle` when the event was handled, or `release` so that the provider's next delivery is handled. */
export interface Claim {
  settle(): Promise<void>;
  release(): Promise<void>;
}

// When a process exits between claim and settlement, the provider's next delivery is blocked for this long at most.
const LEASE_MS = 60_000;

/** Creates an inbox. Throws ConfigurationError for unusable options. */
export function createInbox(options: InboxOptions): Inbox {
  requireOptions(options);
  const { clock, claims = new MemoryClaims(clock), events = new MemoryEvents(clock) } = options;
  requireFunctions('clock', clock, ['now']);
  requireFunctions('claims', claims, ['claim', 'hold', 'release']);
  requireFunctions('events', events, ['put', 'get']);
  const nudges = new Nudges();
  return {
    find: (jobId) => events.get(jobId),
    nudge: (jobId, signal) => nudges.wait(jobId, signal),
    wake: (jobId) => nudges.wake(jobId),
    async claim(event, retentionMs) {
      const keys = claimKeys(event);
      if (!(await claims.claim(keys, clock.now() + LEASE_MS))) return undefined;
      return {
        settle: () => claims.hold(keys, clock.now() + retentionMs),
        release: () => claims.release(keys),
      };
    },
    async keep(event, { retentionMs, bytes }) {
      if (event.status === 'queued' || event.status === 'running') return;
      const jobId = event.jobId ?? event.unsignedJobId;
      if (jobId === undefined) return;
      if (event.jobId === undefined && (await events.get(jobId)) !== undefined) return;
      await events.put(jobId, event, { untilMs: clock.now() + retentionMs, bytes });
    },
  };
}

const claimKeys = ({ provider, messageId, deduplicationKey }: WebhookEvent): readonly string[] =>
  messageId === undefined ? [deduplicationKey] : [deduplicationKey, `${provider}#${messageId}`];
