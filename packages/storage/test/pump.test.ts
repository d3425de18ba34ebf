import { describe, expect, test } from 'vitest';
import { createPump } from '../src/pump.ts';
import type { ClaimedMessage, Queues } from '../src/queues.ts';

interface Messages extends Queues {
  readonly released: string[];
  add(...ids: string[]): void;
}

function createMessages(): Messages {
  const waiting: ClaimedMessage<string>[] = [];
  const released: string[] = [];
  return {
    watch: () => undefined,
    close: () => Promise.resolve(),
    sendAll: () => Promise.resolve(),
    released,
    add: (...ids) => void waiting.push(...ids.map((id) => ({ queue: 'q', id, retryCount: 0, message: id }))),
    send: () => Promise.resolve(),
    fetch: (_queue, limit) => Promise.resolve(waiting.splice(0, limit)),
    complete: () => Promise.resolve(true),
    release: ({ id }) => Promise.resolve(void released.push(id)),
    heartbeat: () => Promise.resolve(),
  };
}

describe('createPump', () => {
  test('handles as many messages at the same time as the concurrency allows, and fetches another when one is done', async () => {
    const messages = createMessages();
    messages.add('a', 'b', 'c', 'd');
    let running = 0;
    let most = 0;
    const seen: string[] = [];
    const all = Promise.withResolvers<undefined>();
    const pump = createPump<string>(messages, {
      queue: 'q',
      concurrency: 2,
      onError: (error) => all.reject(error),
      handle: async ({ message }) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
        if (seen.push(message) === 4) all.resolve(undefined);
      },
    });

    pump.start();
    await all.promise;
    await pump.stop();

    expect(seen).toEqual(['a', 'b', 'c', 'd']);
    expect(most).toBe(2);
    expect(messages.released).toEqual([]);
  });

  test('fetches a message at once when it is woken', async () => {
    const messages = createMessages();
    const found = Promise.withResolvers<string>();
    const pump = createPump<string>(messages, {
      queue: 'q',
      concurrency: 1,
      onError: found.reject,
      handle: async ({ message }) => {
        found.resolve(message);
        await Promise.resolve();
      },
    });
    pump.start();
    await new Promise(setImmediate);

    messages.add('late');
    pump.wake();

    expect(await found.promise).toBe('late');
    await pump.stop();
  });

  test('returns a message to the queue and reports the error when its handler fails', async () => {
    const messages = createMessages();
    messages.add('bad');
    const reported = Promise.withResolvers<unknown>();
    const pump = createPump<string>(messages, {
      queue: 'q',
      concurrency: 1,
      onError: reported.resolve,
      handle: () => Promise.reject(new Error('trouble')),
    });

    pump.start();

    expect(await reported.promise).toEqual(new Error('trouble'));
    await pump.stop();
    expect(messages.released).toEqual(['bad']);
  });

  test('asks the database again when it refuses to take a message back', async () => {
    const messages = createMessages();
    messages.add('bad');
    const released = Promise.withResolvers<string>();
    let refusals = 1;
    const release = ({ id }: { id: string }) => {
      if (refusals-- > 0) return Promise.reject(new Error('The disk is full.'));
      released.resolve(id);
      return Promise.resolve();
    };
    const reports: unknown[] = [];
    const pump = createPump<string>(
      { ...messages, release },
      {
        queue: 'q',
        concurrency: 1,
        onError: (error) => void reports.push(error),
        handle: () => Promise.reject(new Error('trouble')),
      },
    );

    pump.start();

    expect(await released.promise).toBe('bad');
    expect(reports).toEqual([new Error('trouble'), new Error('The disk is full.')]);
    await pump.stop();
  });

  test('stop aborts running handlers and returns their messages to the queue without a report', async () => {
    const messages = createMessages();
    messages.add('long');
    const started = Promise.withResolvers<undefined>();
    const reports: unknown[] = [];
    const pump = createPump<string>(messages, {
      queue: 'q',
      concurrency: 1,
      onError: (error) => void reports.push(error),
      handle: (_claim, signal) => {
        started.resolve(undefined);
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      },
    });
    pump.start();
    await started.promise;

    await pump.stop();

    expect(messages.released).toEqual(['long']);
    expect(reports).toEqual([]);
  });
});
