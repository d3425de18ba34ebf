import type { HttpRequest, HttpResponse, Transport } from '../src/http/transport.ts';

export interface ManualTransport {
  readonly transport: Transport;
  readonly requests: readonly HttpRequest[];
  /** Resolves when the first request was sent. */
  readonly arrived: Promise<void>;
  /** Answers the oldest request that has no answer yet. */
  readonly answer: (response: HttpResponse) => void;
}

/** Creates a transport that answers only when the test says so, and that an abort ends as it ends a real request. */
export function manualTransport(): ManualTransport {
  const requests: HttpRequest[] = [];
  const pending: ((response: HttpResponse) => void)[] = [];
  const { promise, resolve: arrive } = Promise.withResolvers<undefined>();
  const transport: Transport = (request) => {
    requests.push(request);
    arrive(undefined);
    return new Promise((resolve, reject) => {
      pending.push(resolve);
      request.signal?.addEventListener('abort', () => reject(request.signal?.reason as Error));
    });
  };
  return { transport, requests, arrived: promise, answer: (response) => pending.shift()?.(response) };
}

/** Returns the value of a promise, or the reason of its rejection. */
export const outcomeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((reason: unknown) => reason);
