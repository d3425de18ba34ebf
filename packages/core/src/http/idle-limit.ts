import type { Clock } from '../clock.ts';
import type { Transport } from './transport.ts';

export interface IdleLimit {
  readonly clock: Clock;
  /** The longest time in which an answer may bring no byte, in milliseconds. */
  readonly idleMs: number;
}

/**
 * After so many short sleeps the clock is one that does not sleep at all, such as that of a test, and the limit is given up.
 * A few short sleeps in a row are normal, because timers fire up to a millisecond early and a clock can be set back.
 */
const MAX_SHORT_SLEEPS = 10;

/**
 * Adds a limit to a transport: the body of an answer rejects when no byte arrives for `idleMs`, so that a read can be
 * repeated. Not every transport has such a limit, and without one a call would never end.
 */
export const limitIdleTime =
  (transport: Transport, limit: IdleLimit): Transport =>
  async (request) => {
    const response = await transport(request);
    const { body } = response;
    if (typeof body === 'string' || body instanceof Uint8Array) return response;
    return { ...response, body: new LimitedBody(body, limit) };
  };

class LimitedBody implements AsyncIterableIterator<Uint8Array> {
  readonly #body: AsyncIterable<Uint8Array>;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #limit: IdleLimit;
  readonly #ended = new AbortController();
  #waitsSince: number | undefined;
  #isWatched = false;
  #fail: (reason: Error) => void = () => {};

  constructor(body: AsyncIterable<Uint8Array>, limit: IdleLimit) {
    this.#body = body;
    this.#chunks = body[Symbol.asyncIterator]();
    this.#limit = limit;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    this.#waitsSince = this.#limit.clock.now();
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#readChunk().then(resolve, reject);
      if (!this.#isWatched) void this.#watch();
    });
  }

  async #readChunk(): Promise<IteratorResult<Uint8Array>> {
    try {
      const result = await this.#chunks.next();
      if (result.done === true) this.#end();
      this.#waitsSince = undefined;
      return result;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    const hasFailed = this.#ended.signal.aborted;
    this.#end();
    // An iterator that waits for its next chunk would return only after it.
    if (!hasFailed) await this.#chunks.return?.();
    return { done: true, value: undefined };
  }

  #end(): void {
    this.#waitsSince = undefined;
    this.#ended.abort();
  }

  /** Sleeps until a chunk has been awaited for too long. One sleep serves many chunks, so that it costs almost nothing. */
  async #watch(): Promise<void> {
    const { clock, idleMs } = this.#limit;
    this.#isWatched = true;
    let shortSleeps = 0;
    while (this.#waitsSince !== undefined && shortSleeps < MAX_SHORT_SLEEPS) {
      const now = clock.now();
      // A clock that was set back must not make the limit longer.
      this.#waitsSince = Math.min(this.#waitsSince, now);
      const restMs = this.#waitsSince + idleMs - now;
      if (restMs <= 0) {
        this.#giveUp();
        break;
      }
      const hasSlept = await clock.sleep(restMs, this.#ended.signal).then(
        () => true,
        () => false,
      );
      if (!hasSlept) break;
      shortSleeps = clock.now() - now < restMs / 2 ? shortSleeps + 1 : 0;
    }
    this.#isWatched = false;
  }

  #giveUp(): void {
    this.#end();
    this.#fail(new Error(`no byte arrived for ${this.#limit.idleMs / 1000} s`));
    // The streams of Node close their connection when they are destroyed.
    const { destroy } = this.#body as { readonly destroy?: unknown };
    if (typeof destroy === 'function') destroy.call(this.#body);
  }
}
