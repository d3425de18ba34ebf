import type { Clock } from '@scrapekit/core';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { StoredJob } from '../jobs/job.ts';
import type { ServerConfig } from '../settings/config.ts';
import type { Db, Transaction } from '../storage/database.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { ItemKind } from './unknown-items.ts';

/** A field of a form. Its value is text, `on` for a ticked box, and empty for everything else that is missing. */
export interface JobField {
  readonly name: string;
  readonly label: string;
  /** `list` takes one item on each line, pasted or from a file. */
  readonly kind: 'text' | 'number' | 'checkbox' | 'list';
  /** Whether a table is a list of the cells in one of its columns. @default false, its lines are the items */
  readonly isColumn?: boolean;
  /** What the items of a list are, when rows of jobs may fill it. */
  readonly items?: ItemKind;
  /** A sentence below the label. */
  readonly hint?: string;
  readonly initial?: string;
  readonly isRequired?: boolean;
  /** The limits of a number. */
  readonly range?: readonly [least: number, most: number];
}

export type FormValues = Readonly<Record<string, string>>;

/** A form of the dashboard that starts jobs of one kind. */
export interface JobForm {
  /** The last part of its address, such as `find-leads`. */
  readonly key: string;
  /** What the job does, such as `Find leads`. */
  readonly title: string;
  /** A sentence about the results and their price. */
  readonly intro: string;
  readonly fields: readonly JobField[];
  /** Parses the values; throws an HttpError that says what to change. */
  order(values: FormValues): JobOrder;
  /** Absent when the form cannot hold the order of an earlier job. */
  readonly repeat?: JobRepeat;
}

/** Fills a form with the order of an earlier job. */
export interface JobRepeat {
  /** Returns whether the job can be ordered with this form. */
  matches(job: StoredJob): boolean;
  /** Returns the values that order the job again, with at most `most` items of a list. */
  values(db: Db, job: StoredJob, most: number): FormValues | Promise<FormValues>;
}

/** A job that can be started once its price has been seen. */
export interface JobOrder {
  /** What is ordered, such as `20 leads: dentists in Austin, Texas`. */
  readonly summary: string;
  /** The parts of the price, a sentence each. */
  readonly costs: readonly string[];
  /** The most that the job costs without verification, in thousandths of a credit. */
  readonly units: number;
  /** What the job costs with the verification that is paid besides, in thousandths of a credit. */
  readonly verified?: { readonly usualUnits: number; readonly mostUnits: number };
  /** Sentences about input that is left out. */
  readonly remarks?: readonly string[];
  /** Starts the job. Throws an HttpError when it was not started. */
  create(context: OrderContext): Promise<StoredJob>;
}

export interface OrderContext {
  readonly services: {
    readonly storage: Storage;
    readonly jobs: JobEngine;
    readonly clock: Clock;
    readonly config: ServerConfig;
  };
  readonly accountId: string;
  /** Is stored with the job as its `client_request_id`, so that an order that is sent twice starts one job. */
  readonly orderId: string;
  /** Locks the account and throws an HttpError when the order has a job. Call it in the create's transaction. */
  readonly refuseRepeat: (trx: Transaction) => Promise<void>;
}
