import type { Client, Clock } from '@scrapekit/core';
import type { ExecutionEvent } from './engine/execution.ts';
import type { Screen } from './screen.ts';
import { watchJob } from './watch-job.ts';

export interface NarratorOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly screen: Screen;
}

type Parked = Extract<ExecutionEvent, { kind: 'parked' }>;

/** Shows each node that put something out, and how far the job is while the workflow sleeps. */
export class Narrator implements AsyncDisposable {
  readonly #options: NarratorOptions;
  #over = new AbortController();
  #watching: Promise<void> = Promise.resolve();
  /** The job of the workflow's first item, once it is known. */
  jobId: string | undefined;

  constructor(options: NarratorOptions) {
    this.#options = options;
  }

  readonly onEvent = (event: ExecutionEvent): void => {
    const { screen } = this.#options;
    this.#over.abort();
    if (event.kind === 'parked') this.#watch(event);
    if (event.kind === 'node-ended' && event.items > 0) {
      const count = event.items === 1 ? '1 item' : `${event.items} items`;
      screen.line(`  ${screen.style('green', '✓')} ${event.node} ${screen.style('dim', count)}`);
    }
  };

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await this.#watching;
  }

  #watch({ items }: Parked): void {
    this.jobId ??= jobIdOf(items[0]?.json.scrapekit);
    if (this.jobId === undefined) return;
    this.#over = new AbortController();
    const { client, clock, screen } = this.#options;
    const show = (text: string) => screen.change(`  ${screen.style('yellow', '…')} ${text}`);
    this.#watching = watchJob(this.jobId, { client, clock, show, signal: this.#over.signal });
  }
}

/** The job that the ScrapeKit node notes on an item it parks. */
function jobIdOf(note: unknown): string | undefined {
  const { jobId } = (note ?? {}) as { jobId?: unknown };
  return typeof jobId === 'string' ? jobId : undefined;
}
