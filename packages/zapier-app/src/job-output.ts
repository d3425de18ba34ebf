import { type CreatedJob, type Job, jobLink, sample } from '@scrapekit/core';
import type { PlainOutputField } from 'zapier-platform-core';
import { toOutputFields } from './fields.ts';
import type { JobBinding } from './operation.ts';

/** The output of a step about a job. It always has every key, so that later steps can be mapped to each of them. */
export type JobOutput = Readonly<Record<string, unknown>> & { readonly id: string; readonly status: string };

const idField = { key: 'id', label: 'ID', primary: true } as const;
const statusField = { key: 'status', label: 'Status' } as const;
const endFields: readonly PlainOutputField[] = [
  { key: 'error', label: 'Error' },
  { key: 'link', label: 'Link' },
  { key: 'note', label: 'Note' },
];

/** The job as it is, with the provider's columns. `note` tells people what they should know about it. */
export function jobOutput(binding: JobBinding, job: Job, note: string | null = null): JobOutput {
  return { ...factsOf(binding, job, binding.statusColumns), ...endOf(binding, job, note) };
}

export const jobOutputFields = ({ statusColumns }: JobBinding): PlainOutputField[] => [
  idField,
  statusField,
  ...toOutputFields(statusColumns),
  ...endFields,
];

export const jobSample = (binding: JobBinding): JobOutput => ({
  id: binding.exampleId,
  status: 'completed',
  ...sample(binding.statusColumns),
  ...endOfSample(binding),
});

export interface CreatedFacts {
  /** When the step started the job, in ISO 8601. It is shown where the provider does not tell the time. */
  readonly startedAt: string;
  /** Credits that are left, where the provider tells it. */
  readonly balance: number | null;
  readonly note: string | null;
}

/** A job that was just started, with its cost and what became of the input. */
export function createdOutput(
  binding: JobBinding,
  job: CreatedJob | Job,
  { startedAt, balance, note }: CreatedFacts,
): JobOutput {
  const receipt = 'receipt' in job ? job.receipt : { dropped: [] };
  return {
    ...factsOf(binding, job, binding.createdColumns),
    created_at: createdAt(job) ?? startedAt,
    requested: receipt.clampedFrom ?? null,
    left_out: receipt.dropped.length,
    balance_after: balance,
    ...endOf(binding, job, note),
  };
}

export const createdOutputFields = ({ createdColumns }: JobBinding): PlainOutputField[] => [
  idField,
  statusField,
  ...toOutputFields(createdColumns.filter(({ key }) => key !== 'created_at')),
  { key: 'created_at', label: 'Created At', type: 'datetime' },
  { key: 'requested', label: 'Requested Before the Balance Lowered It', type: 'integer' },
  { key: 'left_out', label: 'Unusable Entries Left Out', type: 'integer' },
  { key: 'balance_after', label: 'Balance After', type: 'number' },
  ...endFields,
];

export const createdSample = (binding: JobBinding): JobOutput => ({
  id: binding.exampleId,
  status: 'queued',
  ...sample(binding.createdColumns),
  created_at: '2026-04-21T10:32:14Z',
  requested: null,
  left_out: 0,
  balance_after: 92.5,
  ...endOfSample(binding),
});

function factsOf(_: JobBinding, { id, status, raw }: Job, columns: JobBinding['statusColumns']): JobOutput {
  const answer = (raw ?? {}) as Readonly<Record<string, unknown>>;
  return { id, status, ...Object.fromEntries(columns.map(({ key }) => [key, answer[key] ?? null])) };
}

const endOf = ({ provider }: JobBinding, job: Job, note: string | null) => ({
  error: job.error ?? null,
  link: jobLink(provider, job),
  note,
});

const endOfSample = ({ provider }: JobBinding) => ({ error: null, link: provider.dashboard, note: null });

function createdAt({ raw }: Job): string | undefined {
  const { created_at: time } = (raw ?? {}) as { readonly created_at?: unknown };
  return typeof time === 'string' ? time : undefined;
}
