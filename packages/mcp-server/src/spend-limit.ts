import { formatCredits } from '@scrapekit/core';
import { ToolError } from './tool.ts';

/**
 * Counts what a session may still spend, in thousandths of a credit. The highest cost of a call is reserved before it is
 * sent. The reservation of a job is replaced by what was billed when the job has ended.
 */
export class SpendLimit {
  readonly #limit: number;
  /** The reserved amounts by the id of a confirmation, and by the key of a job when there is one. */
  readonly #reserved = new Map<string, number>();
  #billed = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get left(): number {
    return [...this.#reserved.values()].reduce((left, cost) => left - cost, this.#limit - this.#billed);
  }

  /** Throws ToolError when the cost does not fit into what is left. */
  check(cost: number): void {
    if (cost <= this.left) return;
    const [asked, left, limit] = [cost, this.left, this.#limit].map(formatCredits);
    throw new ToolError(
      `Nothing was started: it can cost ${asked} credits, and ${left} of the ${limit} credits of this session are left. Ask ` +
        'for less, or let the user raise SCRAPEKIT_MCP_SPEND_LIMIT. A job that has ended frees what it did not use when ' +
        'get_job has shown its end.',
    );
  }

  /** Throws ToolError when the cost does not fit into what is left. */
  reserve(id: string, cost: number): void {
    this.check(cost);
    this.#reserved.set(id, cost);
  }

  /** Gives back the reservation of a call that the provider refused. */
  release(id: string): void {
    this.#reserved.delete(id);
  }

  /** Keeps a reservation under the key of the job that it is for. */
  assign(id: string, jobKey: string): void {
    const cost = this.#reserved.get(id);
    if (cost !== undefined && this.#reserved.delete(id)) this.#reserved.set(jobKey, cost);
  }

  /** Replaces the reservation of a job that has ended. A job of another session has none. */
  settle(jobKey: string, billed: number): void {
    if (this.#reserved.delete(jobKey)) this.#billed += billed;
  }
}
