import type { Transport } from '../http/transport.ts';

/**
 * The longest time for a whole answer, in milliseconds. The longest answer that a provider documents takes 155 seconds
 * (https://scrapfly.io/docs/scrape-api/specification).
 */
export const ANSWER_LIMIT_MS = 300_000;

/**
 * Limits the time for a whole answer, so that a server that sends single bytes or interim answers for ever does not hold
 * a call. Only a successful answer to a request for a stream may take longer, because results have any length. The time
 * is that of the machine and not of the client's clock, because it limits the socket.
 */
export const limitAnswerTime =
  (transport: Transport, limitMs: number): Transport =>
  async (request) => {
    const { signal, stream } = request;
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort(new Error(`the answer was not complete after ${limitMs / 1000} s`));
    }, limitMs);
    // The socket keeps the process alive for as long as an answer is awaited.
    timer.unref();
    const signals = signal === undefined ? [limit.signal] : [signal, limit.signal];
    try {
      const response = await transport({ ...request, signal: AbortSignal.any(signals) });
      if (stream === true && response.status < 300) clearTimeout(timer);
      return response;
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  };
