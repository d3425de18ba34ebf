import type { Client, Field, Job, Row } from '@scrapekit/core';
import { sample } from '@scrapekit/core';
import type { Bundle, PlainOutputField, ZObject } from 'zapier-platform-core';
import { toOutputFields } from './fields.ts';
import { jobOutput, type JobOutput, jobOutputFields, jobSample } from './job-output.ts';
import type { JobBinding } from './operation.ts';
import { titleCase } from './words.ts';

/** Zapier accepts 6 MB from a step and loops over at most 500 items. */
export const MAX_ROWS = 500;
const MAX_BYTES = 4_000_000;

/** A function that fetches a file when a later step uses it. */
export type Hydrator = (z: ZObject, bundle: Bundle) => Promise<string>;

/** The functions that fetch the files of an operation, as far as it has any. */
export interface FileHydrators {
  readonly results: Hydrator;
  readonly artifact?: Hydrator;
}

export interface ResultsOptions {
  readonly client: Client;
  readonly hydrators: FileHydrators;
  /** @default 500 */
  readonly limit?: number;
  /** Keys of the columns to return. @default all */
  readonly columns?: readonly string[];
  readonly note?: string | null;
}

/**
 * The output for a completed job: as many rows as a step can return, and the whole file for later steps that use it.
 * Throws core's errors when the results cannot be read.
 */
export async function resultsOutput(
  z: ZObject,
  { binding, job }: { readonly binding: JobBinding; readonly job: Job },
  options: ResultsOptions,
): Promise<JobOutput> {
  const { client, hydrators, limit = MAX_ROWS, columns, note } = options;
  const toItem = rowConverter(z, { binding, job, hydrators, columns });
  const rows: Row[] = [];
  let bytes = 0;
  let complete = true;
  for await (const row of client.results(job)) {
    const item = toItem(row);
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    complete = rows.length < limit && bytes <= MAX_BYTES;
    if (!complete) break;
    rows.push(item);
  }
  return {
    ...jobOutput(binding, job, note),
    results_count: complete ? rows.length : (job.progress?.done ?? null),
    results_included: rows.length,
    all_results_included: complete,
    results: rows,
    results_file: z.dehydrateFile(hydrators.results, { job_id: job.id }),
  };
}

/** The output for a job whose results cannot be returned now, with the same keys as `resultsOutput`. */
export const withoutResults = (binding: JobBinding, job: Job, note: string): JobOutput => ({
  ...jobOutput(binding, job, note),
  results_count: job.progress?.done ?? 0,
  results_included: 0,
  all_results_included: false,
  results: [],
  results_file: null,
});

export function resultsOutputFields(binding: JobBinding): PlainOutputField[] {
  const rows = titleCase(binding.operation.nouns.rows);
  return [
    ...jobOutputFields(binding),
    { key: 'results_count', label: `${rows} Count`, type: 'integer' },
    { key: 'results_included', label: `${rows} Included`, type: 'integer' },
    { key: 'all_results_included', label: `All ${rows} Included`, type: 'boolean' },
    ...rowOutputFields(binding, 'results[]'),
    { key: 'results_file', label: 'CSV File', type: 'file' },
  ];
}

export const resultsSample = (binding: JobBinding): JobOutput => ({
  ...jobSample(binding),
  results_count: 1,
  results_included: 1,
  all_results_included: true,
  results: [rowSample(binding)],
  results_file: `https://zapier-dev-files.s3.amazonaws.com/cli-platform/${binding.exampleId}.csv`,
});

/** The columns of a row, with one address in a field of its own and the content of a file where rows are files. */
export const rowOutputFields = (binding: JobBinding, prefix = ''): PlainOutputField[] => [
  ...toOutputFields(binding.rowColumns, prefix),
  ...addedFields(binding).map((field) => ({ ...field, key: `${prefix}${field.key}` })),
];

/** The labels of the columns of a row by key, from which people choose columns. */
export const rowColumnLabels = (binding: JobBinding): Record<string, string> =>
  Object.fromEntries([...binding.rowColumns, ...addedFields(binding)].map(({ key, label }) => [key, label]));

const addedFields = (binding: JobBinding) => [
  ...(emailList(binding) === undefined ? [] : [{ key: 'email', label: 'First Email' }]),
  ...(artifactOf(binding) === undefined ? [] : [{ key: 'file', label: 'File', type: 'file' as const }]),
];

export function rowSample(binding: JobBinding): Row {
  const row = sample(binding.rowColumns);
  return {
    ...withEmail(binding, row),
    ...(artifactOf(binding) === undefined
      ? {}
      : { file: 'https://zapier-dev-files.s3.amazonaws.com/cli-platform/page.html' }),
  };
}

/**
 * Returns a function that turns a row into what Zapier shows of it. A column that the row lacks is null, so that a later
 * step can be mapped to every column.
 */
export function rowConverter(
  z: ZObject,
  {
    binding,
    job,
    hydrators,
    columns,
  }: {
    readonly binding: JobBinding;
    readonly job: Pick<Job, 'id'>;
    readonly hydrators: FileHydrators;
    readonly columns?: readonly string[];
  },
): (row: Row) => Row {
  const artifact = artifactOf(binding);
  const empty = Object.fromEntries(binding.rowColumns.map(({ key }) => [key, null]));
  return (row) => {
    const whole: Record<string, unknown> = { ...empty, ...withEmail(binding, row) };
    const { artifact: hydrator } = hydrators;
    if (artifact !== undefined && hydrator !== undefined) {
      const id = row[artifact.idColumn];
      const file = { job_id: job.id, file_id: id, name: row[artifact.nameColumn ?? ''] };
      whole.file = id === undefined || id === null ? null : z.dehydrateFile(hydrator, file);
    }
    if (columns === undefined) return whole;
    return Object.fromEntries(Object.entries(whole).filter(([key]) => columns.includes(key)));
  };
}

/**
 * A later step needs one address, and Zapier offers no element of a list inside line items. An address that the row has
 * beside its documented columns stays.
 */
function withEmail(binding: JobBinding, row: Row): Record<string, unknown> {
  const column = emailList(binding);
  if (column === undefined) return { ...row };
  const list: unknown = row[column.key];
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const email = typeof first === 'object' && first !== null ? (first as { email?: unknown }).email : first;
  return { ...row, email: row.email ?? email ?? null };
}

/** The column with a list of addresses, in rows without a column for one address. */
const emailList = ({ rowColumns }: JobBinding): Field | undefined =>
  rowColumns.some(({ key }) => key === 'email')
    ? undefined
    : rowColumns.find(({ key, type }) => type === 'list' && key.startsWith('emails'));

const artifactOf = ({ operation: { rows } }: JobBinding) =>
  rows.from === 'route' ? rows.artifact : undefined;

/**
 * Adds what Zapier needs to recognise a row: its own id, or else its job and its position, which never changes once the
 * job has ended.
 */
export const identify = (
  binding: JobBinding,
  row: Row,
  { jobId, position }: { readonly jobId: string; readonly position: number },
): IdentifiedRow => ({
  ...row,
  id: ownId(binding, row) ?? `${jobId}:${position}`,
  job_id: jobId,
});

export type IdentifiedRow = Row & { readonly id: string; readonly job_id: string };

export const identifiedSample = (binding: JobBinding): IdentifiedRow =>
  identify(binding, rowSample(binding), { jobId: binding.exampleId, position: 1 });

export const identifiedFields = (binding: JobBinding): PlainOutputField[] => [
  { key: 'id', label: 'ID', primary: true },
  { key: 'job_id', label: 'Job ID' },
  ...rowOutputFields(binding).filter(({ key }) => key !== 'id' && key !== 'job_id'),
];

/** Rows of some providers have an id. One row without it must not look like another. */
function ownId({ rowColumns }: JobBinding, { id }: Row): string | undefined {
  const isId = (typeof id === 'string' && id !== '') || typeof id === 'number';
  return isId && rowColumns.some(({ key }) => key === 'id') ? String(id) : undefined;
}
