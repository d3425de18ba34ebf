import type { Clock } from '@scrapekit/core';
import type { Dispatcher } from 'undici';
import { createJobEngine, type JobEngine } from '../jobs/job-engine.ts';
import type { StoredJob } from '../jobs/job.ts';
import { createRetention } from './retention.ts';
import type { JobOperation } from '../jobs/operation.ts';
import type { Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import { createDeliverer } from '../webhooks/deliverer.ts';
import { bookDeliveries } from '../webhooks/outbox.ts';
import type { Announcement, WebhookSender } from '../webhooks/webhook-sender.ts';

export interface BackgroundOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly operations: readonly JobOperation[];
  readonly senders: readonly WebhookSender[];
  readonly dispatcher: Dispatcher;
  readonly publicUrl: () => string;
  readonly isDropped: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** The work between requests: running jobs, sending webhooks and removing old jobs. */
export interface Background {
  readonly jobs: JobEngine;
  /** Call it after the commit of a delivery that was booked outside of a job. */
  readonly wakeDeliverer: () => void;
  start(): void;
  stop(): Promise<void>;
}

interface JobNews {
  readonly announcements: readonly Announcement[] | undefined;
  readonly at: Date;
}

export function createBackground(options: BackgroundOptions): Background {
  const { storage, clock, operations, senders, dispatcher, publicUrl, isDropped, onError } = options;
  const deliverer = createDeliverer({
    storage,
    clock,
    senders,
    dispatcher,
    publicUrl,
    isDropped,
    onError,
  });
  const senderOf = ({ provider }: StoredJob) => senders.find((sender) => sender.provider === provider);
  const book = async (trx: Transaction, job: StoredJob, { announcements = [], at }: JobNews) => {
    const origin = { accountId: job.accountId, provider: job.provider, jobId: job.id, at };
    await bookDeliveries(trx, storage.queues, { origin, announcements });
  };
  const jobs = createJobEngine({
    storage,
    clock,
    operations,
    onError,
    onCreated: async (trx, job) => {
      const announcements = await senderOf(job)?.onCreated?.(trx, job);
      await book(trx, job, { announcements, at: job.createdAt });
    },
    onSettled: async (trx, job) => {
      const announcements = await senderOf(job)?.onEnded(trx, job);
      await book(trx, job, { announcements, at: job.finishedAt ?? job.createdAt });
    },
    afterSettled: () => deliverer.wake(),
  });
  const retention = createRetention({ storage, clock, onError });
  return {
    jobs,
    wakeDeliverer: () => deliverer.wake(),
    start: () => {
      jobs.start();
      deliverer.start();
      retention.start();
    },
    stop: async () => {
      await Promise.all([jobs.stop(), deliverer.stop(), retention.stop()]);
    },
  };
}
