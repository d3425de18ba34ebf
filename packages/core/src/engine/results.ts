import { ApiError } from '../errors/api-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { InputError } from '../errors/input-error.ts';
import { JobNotCompletedError } from '../errors/job-not-completed-error.ts';
import { pauseBeforeRetry } from '../http/send.ts';
import { bodyBytes, type HttpResponse } from '../http/transport.ts';
import type { Job, JobReference, Row } from '../job.ts';
import type { LinkedContent, ResultsContract } from '../operation.ts';
import { readJsonRows } from '../results/read-json.ts';
import { RowIterator } from '../results/row-iterator.ts';
import { findOperationOfJob, type Engine } from './engine.ts';
import { checkJobId, isPathSegment } from './input.ts';
import { fetchJob } from './job-state.ts';
import { fetchLink } from './linked-content.ts';

export interface RowsOptions {
  readonly signal?: AbortSignal;
  /** Whether rows stay as the provider sent them. @default false */
  readonly raw?: boolean;
}

/** Streams the rows of a job. Throws JobNotCompletedError for a job without results, and ResultsError. */
export function streamRows(
  engine: Engine,
  job: JobReference,
  options: RowsOptions,
): AsyncIterableIterator<Row> {
  const { normalize, linkedContent } = findOperationOfJob(engine.provider, job);
  const batches = fetchBatches(engine, job, options);
  const complete =
    linkedContent === undefined
      ? batches
      : fetchLinks(engine, batches, { link: linkedContent, signal: options.signal });
  return new RowIterator(complete, options.raw ? (row) => row : normalize);
}

const mediaTypes = { csv: 'text/csv', json: 'application/json' } as const;

/** Streams a results file of the provider without changing it. Throws ConfigurationError when there is no such file. */
export async function* streamFile(
  engine: Engine,
  job: JobReference,
  { format, signal }: { readonly format: 'csv' | 'json'; readonly signal?: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { rows } = findOperationOfJob(engine.provider, job);
  const query = rows.from === 'route' ? rows.formats?.[format] : undefined;
  if (rows.from !== 'route' || query === undefined) {
    throw new ConfigurationError(`${engine.provider.name} offers no ${format} file for '${job.operation}'.`);
  }
  const accept = mediaTypes[format];
  const response = await fetchResults(engine, job, { contract: rows, query, accept, signal });
  yield* bodyBytes(response.body);
}

/**
 * Streams the bytes of a file that a job produced. Throws ConfigurationError when the provider's jobs produce no files,
 * and InputError for a text that cannot be the id of a file.
 */
export async function* streamArtifact(
  engine: Engine,
  job: JobReference,
  { artifactId, signal }: { readonly artifactId: string; readonly signal?: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { rows } = findOperationOfJob(engine.provider, job);
  if (rows.from !== 'route' || rows.artifact === undefined) {
    throw new ConfigurationError(`${engine.provider.name} offers no files for '${job.operation}'.`);
  }
  checkJobId(job);
  if (!isPathSegment(artifactId)) {
    throw new InputError(job.operation, [{ field: 'artifactId', message: 'This is not the id of a file' }]);
  }
  const values = { jobId: job.id, artifactId };
  const call = { values, accept: '*/*', stream: true, signal };
  const response = await engine.exchange(rows.artifact.route, 'read', call);
  yield* bodyBytes(response.body);
}

async function* fetchBatches(
  engine: Engine,
  job: JobReference,
  { signal }: RowsOptions,
): AsyncGenerator<readonly Row[]> {
  const { rows } = findOperationOfJob(engine.provider, job);
  if (rows.from === 'route') {
    if (rows.answersEarly === true) await requireCompleted(engine, job, signal);
    const fetchBody = async () => (await fetchResults(engine, job, { contract: rows, signal })).body;
    const pause = (tries: number) => pauseBeforeRetry(tries, engine.retry, signal);
    yield* readJsonRows(fetchBody, rows.rows, { signal, pause });
    return;
  }
  const current = await fetchJob(engine, job, { signal });
  if (current.status !== 'completed') throw new JobNotCompletedError(current);
  yield rows.parse(current.raw);
}

/** Throws JobNotCompletedError for a job that is neither given as completed nor completed according to the provider. */
async function requireCompleted(
  engine: Engine,
  job: JobReference & Partial<Job>,
  signal?: AbortSignal,
): Promise<void> {
  if (job.status === 'completed') return;
  const current = await fetchJob(engine, job, { signal });
  if (current.status !== 'completed') throw new JobNotCompletedError(current);
}

interface ResultsRequest {
  readonly contract: ResultsContract;
  readonly query?: Readonly<Record<string, string>>;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

async function fetchResults(
  engine: Engine,
  job: JobReference,
  { contract, query = {}, accept, signal }: ResultsRequest,
): Promise<HttpResponse> {
  const { provider, exchange } = engine;
  checkJobId(job);
  try {
    const values = { jobId: job.id };
    return await exchange(contract.route, 'read', { values, query, accept, stream: true, signal });
  } catch (error) {
    if (!isNotReady(error, provider.notReadyCodes)) throw error;
    // The answer for a failed job is "not ready" as well, so its status shows whether waiting helps (C187).
    const { requestId } = error;
    throw new JobNotCompletedError(await fetchJob(engine, job, { signal }), { requestId });
  }
}

const isNotReady = (error: unknown, codes: readonly string[]): error is ApiError =>
  ApiError.isInstance(error) &&
  (error.status === 409 || (error.code !== undefined && codes.includes(error.code)));

async function* fetchLinks(
  engine: Engine,
  batches: AsyncIterable<readonly Row[]>,
  { link, signal }: { readonly link: LinkedContent; readonly signal?: AbortSignal },
): AsyncGenerator<readonly Row[]> {
  for await (const rows of batches)
    for (const row of rows) yield [await fetchLink(engine, row, { link, signal })];
}
