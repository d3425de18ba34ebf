import { type Client, type Clock, formatCredits, type Job } from '@scrapekit/core';
import type { ExecutionEvent } from './engine/execution.ts';
import type { Screen } from './screen.ts';

export interface ProgressOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly screen: Screen;
}

type Parked = Extract<ExecutionEvent, { kind: 'parked' }>;

/** Shows each node that returned items, and the progress of the job while the execution is parked. */
export class Progress implements AsyncDisposable {
  readonly #options: ProgressOptions;
  #stop = new AbortController();
  #watching: Promise<void> = Promise.resolve();
  /** The job of the first item; undefined until the execution is parked. */
  jobId: string | undefined;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  readonly onEvent = (event: ExecutionEvent): void => {
    const { screen } = this.#options;
    this.#stop.abort();
    if (event.kind === 'parked') this.#watch(event);
    if (event.kind === 'node-ended' && event.items > 0) {
      const count = event.items === 1 ? '1 item' : `${event.items} items`;
      screen.line(`  ${screen.style('green', '✓')} ${event.node} ${screen.style('dim', count)}`);
    }
  };

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#watching;
  }

  #watch({ items }: Parked): void {
    this.jobId ??= jobIdOf(items[0]?.json.waiting_job);
    if (this.jobId === undefined) return;
    this.#stop = new AbortController();
    const { client, clock, screen } = this.#options;
    const show = (text: string) => screen.change(`  ${screen.style('yellow', '…')} ${text}`);
    this.#watching = watchJob(this.jobId, { client, clock, show, signal: this.#stop.signal });
  }
}

/** Returns the id in the field `waiting_job` of a parked item. */
function jobIdOf(ticket: unknown): string | undefined {
  const { job_id: id } = (ticket ?? {}) as { job_id?: unknown };
  return typeof id === 'string' ? id : undefined;
}

export interface Watch {
  readonly client: Client;
  readonly clock: Clock;
  readonly show: (line: string) => void;
  readonly signal: AbortSignal;
}

const EVERY_MS = 1000;

/** Shows the progress of a job every second until the signal aborts. A failed request is ignored. */
async function watchJob(id: string, { client, clock, show, signal }: Watch): Promise<void> {
  while (!signal.aborted) {
    const job = await client.get({ id, operation: 'scrape' }, { signal }).catch(() => undefined);
    if (job !== undefined) show(describeJob(job));
    await clock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
}

/** Describes a job in a phrase. */
export function describeJob({ id, status, progress, creditsUsed = 0 }: Job): string {
  const total = progress?.total === undefined ? '' : ` of ${progress.total}`;
  const leads = progress === undefined ? '' : `, ${progress.done}${total} leads`;
  return `job ${id}: ${status}${leads}, ${formatCredits(creditsUsed)} credits`;
}
