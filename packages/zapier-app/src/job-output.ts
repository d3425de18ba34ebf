import { type CreatedJob, type Field, type Job, jobLink, sample } from '@scrapekit/core';
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
  return { ...factsOf(job, binding.statusColumns), ...endOf(binding, job, note) };
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
    ...factsOf(job, binding.createdColumns),
    created_at: createdAt(job) ?? startedAt,
    ...figuresOf(binding, {
      requested: receipt.clampedFrom ?? null,
      left_out: receipt.dropped.length,
      balance_after: balance,
    }),
    ...endOf(binding, job, note),
  };
}

export const createdOutputFields = (binding: JobBinding): PlainOutputField[] => [
  idField,
  statusField,
  ...toOutputFields(binding.createdColumns.filter(({ key }) => key !== 'created_at')),
  { key: 'created_at', label: 'Created At', type: 'datetime' },
  ...Object.values(figuresOf(binding, figureFields)),
  ...endFields,
];

export const createdSample = (binding: JobBinding): JobOutput => ({
  id: binding.exampleId,
  status: 'queued',
  ...sample(binding.createdColumns),
  created_at: '2026-04-21T10:32:14Z',
  ...figuresOf(binding, { requested: null, left_out: 0, balance_after: 92.5 }),
  ...endOfSample(binding),
});

interface Figures<Value> {
  readonly requested: Value;
  readonly left_out: Value;
  readonly balance_after: Value;
}

const figureFields: Figures<PlainOutputField> = {
  requested: { key: 'requested', label: 'Requested Before the Balance Lowered It', type: 'integer' },
  left_out: { key: 'left_out', label: 'Unusable Entries Left Out', type: 'integer' },
  balance_after: { key: 'balance_after', label: 'Balance After', type: 'number' },
};

/** Returns the figures that the provider can give, so that no step shows a field that is always empty. */
function figuresOf<Value>(
  { operation: { price, parseReceipt, prepare }, provider: { account } }: JobBinding,
  { requested, left_out, balance_after }: Figures<Value>,
): Partial<Figures<Value>> {
  return {
    ...(price === undefined || parseReceipt === undefined ? {} : { requested }),
    ...(prepare === undefined ? {} : { left_out }),
    ...(account?.tells?.includes('balance') === true ? { balance_after } : {}),
  };
}

const factsOf = ({ id, status, raw }: Job, columns: readonly Field[]): JobOutput => ({
  id,
  status,
  ...valuesOf(columns, raw),
});

/** Takes the columns from an answer, those inside objects as well. A column without a value is null. */
function valuesOf(columns: readonly Field[], answer: unknown): Record<string, unknown> {
  const values = (answer ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    columns.map(({ key, fields }) => [
      key,
      fields === undefined ? (values[key] ?? null) : valuesOf(fields, values[key]),
    ]),
  );
}

const endOf = ({ provider }: JobBinding, job: Job, note: string | null) => ({
  error: job.error ?? null,
  link: jobLink(provider, job),
  note,
});

const endOfSample = ({ provider }: JobBinding) => ({ error: null, link: provider.dashboard, note: null });

/** The time of creation that the provider tells in the answer about a job, in ISO 8601. */
export function createdAt({ raw }: Job): string | undefined {
  const { created_at: time } = (raw ?? {}) as { readonly created_at?: unknown };
  return typeof time === 'string' ? time : undefined;
}
