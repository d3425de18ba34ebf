import type { Clock } from '@scrapekit/core';
import type { Dispatcher } from 'undici';
import { createJobEngine, type JobEngine } from '../jobs/job-engine.ts';
import type { JobOperation } from '../jobs/operation.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createDeliverer } from '../webhooks/deliverer.ts';
import { announce } from '../webhooks/outbox.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';

export interface BackgroundOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly operations: readonly JobOperation[];
  readonly senders: readonly WebhookSender[];
  readonly dispatcher: Dispatcher;
  readonly publicUrl: () => string;
  readonly isWebhookLost: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** What goes on between requests: jobs are worked, and their ends announced. */
export interface Background {
  readonly jobs: JobEngine;
  start(): void;
  stop(): Promise<void>;
}

export function createBackground(options: BackgroundOptions): Background {
  const { storage, clock, operations, senders, dispatcher, publicUrl, isWebhookLost, onError } = options;
  const deliverer = createDeliverer({
    storage,
    clock,
    senders,
    dispatcher,
    publicUrl,
    isLost: isWebhookLost,
    onError,
  });
  const jobs = createJobEngine({
    storage,
    clock,
    operations,
    onError,
    onSettled: async (trx, job) => {
      const sender = senders.find(({ provider }) => provider === job.provider);
      if (sender !== undefined) await announce(trx, storage.queues, { job, sender });
    },
    afterSettled: () => deliverer.wake(),
  });
  return {
    jobs,
    start: () => {
      jobs.start();
      deliverer.start();
    },
    stop: async () => {
      await Promise.all([jobs.stop(), deliverer.stop()]);
    },
  };
}
