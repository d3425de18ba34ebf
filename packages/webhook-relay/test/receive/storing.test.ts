import { setImmediate } from 'node:timers/promises';
import { FakeClock } from '@scrapekit/core/testing';
import { expect, test, vi } from 'vitest';
import { fromScrapekit, now } from '../../../core/test/webhooks/genuine.ts';
import { createReceiver } from '../../src/receive/receive-webhook.ts';
import type { Storage } from '../../src/storage/tables.ts';
import { scrapekitSource } from '../support/test-relay.ts';

/** Receives a genuine webhook. The database commits or fails when the test says so. */
function receive() {
  const { headers, body, secret } = fromScrapekit;
  const commit = Promise.withResolvers<undefined>();
  const onStored = vi.fn();
  const receiver = createReceiver({
    source: {
      ...scrapekitSource({ baseUrl: 'https://example.com', apiKey: 'key', targets: [] }),
      webhookSecrets: [secret],
    },
    storage: { transaction: async () => await commit.promise } as unknown as Storage,
    clock: new FakeClock(now),
    onStored,
  });
  const onAnswer = vi.fn();
  const answer = receiver({ method: 'POST', headers, body });
  void answer.then(onAnswer);
  return { answer, commit, onStored, onAnswer };
}

test('a webhook is answered after it was stored, and not before', async () => {
  const { answer, commit, onStored, onAnswer } = receive();
  for (let turn = 0; turn < 20; turn++) await setImmediate();
  expect(onAnswer).not.toHaveBeenCalled();

  commit.resolve(undefined);

  expect(await answer).toMatchObject({ status: 200 });
  expect(onStored).toHaveBeenCalledOnce();
});

test('a webhook that could not be stored is answered with 500, so that its sender repeats it', async () => {
  const { answer, commit, onStored } = receive();

  commit.reject(new Error('The disk is full.'));

  expect(await answer).toMatchObject({ status: 500 });
  expect(onStored).not.toHaveBeenCalled();
});
