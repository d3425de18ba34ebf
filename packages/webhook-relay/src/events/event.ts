import { createHash } from 'node:crypto';
import { isTerminal, type JobStatus } from '@scrapekit/core';
import type { Source } from '../config/config.ts';

/** The end of a job, as a webhook reports it or as the provider's API describes it. */
export interface JobEnd {
  readonly source: Source;
  readonly jobId: string;
  readonly operation: string;
  readonly status: EndStatus;
  /** Whether it was read from the API, because no webhook had arrived. */
  readonly isReconciled: boolean;
  /** The payload of the webhook or the answer of the API. */
  readonly data: unknown;
}

export type EndStatus = Exclude<JobStatus, 'queued' | 'running'>;

/** An end of a job that is stored. */
export interface StoredEvent {
  readonly id: string;
  readonly source: string;
  readonly jobId: string;
  readonly operation: string;
  readonly type: `job.${EndStatus}`;
  readonly isReconciled: boolean;
  readonly data: unknown;
  readonly createdAt: Date;
}

/** Returns the status in which the job of an event ended. */
export const statusOf = ({ type }: Pick<StoredEvent, 'type'>): EndStatus =>
  type.replace('job.', '') as EndStatus;

export const isEnd = (status: JobStatus | undefined): status is EndStatus =>
  status !== undefined && isTerminal({ status });

/**
 * Returns the id of the end of a job. It is the same whether a webhook or a reading reports the end, so that targets never
 * see one job under two ids.
 */
export const eventIdOf = (source: string, jobId: string): string =>
  `evt_${createHash('sha256')
    .update(JSON.stringify([source, jobId]))
    .digest('hex')
    .slice(0, 32)}`;
