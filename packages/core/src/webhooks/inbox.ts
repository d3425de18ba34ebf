import type { Clock } from '../clock.ts';
import type { Claims } from './claims.ts';
import type { DeliveredEvents } from './delivered-events.ts';
import type { WebhookEvent } from './event.ts';
import type { KeepOptions, KeptEvents } from './kept-events.ts';
import { MemoryClaims } from './memory-claims.ts';
import { MemoryEvents } from './memory-events.ts';
import { Nudges } from './nudges.ts';

export interface InboxOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** @default in memory, for one process */
  readonly claims?: Claims;
  /** @default in memory, for one process */
  readonly events?: KeptEvents;
}

/** Where a receiver leaves what it has verified and waiters find it. Make one for each provider account. */
export interface Inbox extends DeliveredEvents {
  /** Ends the current sleep of whoever waits for this job, or the first of whoever comes to wait for it. */
  wake(jobId: string): void;
  /** Takes an event on; undefined if it, or another delivery of it, has been taken before. */
  claim(event: WebhookEvent, retentionMs: number): Promise<Claim | undefined>;
  /** Keeps an outcome for `find`; one that is matched by an unsigned header never replaces another (F13). */
  keep(
    event: WebhookEvent,
    options: Omit<KeepOptions, 'untilMs'> & { readonly retentionMs: number },
  ): Promise<void>;
}

/** Settle it once the event is safe with whoever acts on it; release it to let the provider's next try in. */
export interface Claim {
  settle(): Promise<void>;
  release(): Promise<void>;
}

// A process that dies between claim and settlement blocks the provider's next try no longer than this.
const LEASE_MS = 60_000;

export function createInbox({
  clock,
  claims = new MemoryClaims(clock),
  events = new MemoryEvents(clock),
}: InboxOptions): Inbox {
  const nudges = new Nudges();
  return {
    find: (jobId) => events.get(jobId),
    nudge: (jobId, signal) => nudges.wait(jobId, signal),
    wake: (jobId) => nudges.wake(jobId),
    async claim(event, retentionMs) {
      const keys = keysOf(event);
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

const keysOf = ({ provider, messageId, deduplicationKey }: WebhookEvent): readonly string[] =>
  messageId === undefined ? [deduplicationKey] : [deduplicationKey, `${provider}#${messageId}`];
