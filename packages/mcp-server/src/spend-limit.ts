import { formatCredits } from '@scrapekit/core';
import { ToolError } from './tool.ts';

/**
 * Counts what a session may still spend, in thousandths of a credit. A cost is reserved before its call is sent, and the
 * reservation of a job is replaced by what was billed when the job has ended.
 */
export class SpendLimit {
  readonly #limit: number;
  readonly #jobs = new Map<string, number>();
  #spent = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get left(): number {
    return this.#limit - this.#spent;
  }

  /** Throws ToolError when the cost does not fit into what is left. */
  check(cost: number): void {
    if (cost <= this.left) return;
    const held =
      this.#jobs.size === 0
        ? ''
        : `get_job frees what these jobs left: ${[...this.#jobs.keys()].join(', ')}. `;
    throw new ToolError(
      `Nothing was started: it can cost ${formatCredits(cost)} credits, and ${formatCredits(this.left)} of the ` +
        `${formatCredits(this.#limit)} credits of this session are left. ${held}Ask for less, or let the user raise ` +
        'SCRAPEKIT_MCP_SPEND_LIMIT in the settings of this server.',
    );
  }

  /** Throws ToolError when the cost does not fit into what is left. */
  reserve(cost: number): void {
    this.check(cost);
    this.#spent += cost;
  }

  /** Gives back the reservation of a call that the provider refused. */
  release(cost: number): void {
    this.#spent -= cost;
  }

  /** Remembers which job a reservation is for. */
  assign(jobId: string, cost: number): void {
    this.#jobs.set(jobId, cost);
  }

  /** Replaces the reservation of a job that has ended by what was billed. */
  settle(jobId: string, billed: number): void {
    this.#spent += billed - (this.#jobs.get(jobId) ?? billed);
    this.#jobs.delete(jobId);
  }
}
