import type { Clock } from '../clock.ts';
import { requireFunctions, requireWholeNumber } from '../errors/configuration-error.ts';
import type { WebhookEvent } from '../webhook-event.ts';

/**
 * Stores the events of jobs with an outcome that only a delivery contains. Times are milliseconds on the clock of the
 * inbox.
 */
export interface KeptEvents {
  put(jobId: string, event: WebhookEvent, options: KeepOptions): Promise<void>;
  get(jobId: string): Promise<WebhookEvent | undefined>;
}

export interface KeepOptions {
  readonly untilMs: number;
  /** The size of the delivery's body, used as the size of the event. */
  readonly bytes: number;
}

const MAX_BYTES = 64 * 1024 * 1024;
// Added to the size of each body, so that many small events also reach the limit.
const OVERHEAD_BYTES = 1024;

interface Kept extends KeepOptions {
  readonly event: WebhookEvent;
}

/** Keeps the events of one process in memory. Beyond `maxBytes` the oldest are forgotten, but never the newest. */
export class MemoryEvents implements KeptEvents {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #maxBytes: number;
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(clock: Pick<Clock, 'now'>, { maxBytes = MAX_BYTES }: { readonly maxBytes?: number } = {}) {
    requireFunctions('clock', clock, ['now']);
    requireWholeNumber('maxBytes', maxBytes, 1);
    this.#clock = clock;
    this.#maxBytes = maxBytes;
  }

  put(jobId: string, event: WebhookEvent, { untilMs, bytes }: KeepOptions): Promise<void> {
    this.#delete(jobId);
    this.#kept.set(jobId, { event, untilMs, bytes: bytes + OVERHEAD_BYTES });
    this.#bytes += bytes + OVERHEAD_BYTES;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#maxBytes || oldest === jobId) break;
      this.#delete(oldest);
    }
    return Promise.resolve();
  }

  get(jobId: string): Promise<WebhookEvent | undefined> {
    const kept = this.#kept.get(jobId);
    if (kept === undefined || kept.untilMs > this.#clock.now()) return Promise.resolve(kept?.event);
    this.#delete(jobId);
    return Promise.resolve(undefined);
  }

  #delete(jobId: string): void {
    this.#bytes -= this.#kept.get(jobId)?.bytes ?? 0;
    this.#kept.delete(jobId);
  }
}
