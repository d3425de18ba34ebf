import { ApiError } from '../errors/api-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { JobNotCompletedError } from '../errors/job-not-completed-error.ts';
import { bodyBytes } from '../http/body.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { JobReference } from '../jobs/job.ts';
import type { LinkedContent, ResultsContract } from '../provider.ts';
import { readJsonRows } from '../results/read-json.ts';
import { RowIterator } from '../results/row-iterator.ts';
import type { Row } from '../results/row.ts';
import { findJobOperation, type Engine } from './engine.ts';
import { fetchLinked } from './fetch-linked.ts';
import { readJob } from './read-job.ts';

export interface RowsOptions {
  readonly signal?: AbortSignal;
  /** Hand rows over as the provider sent them. */
  readonly raw?: boolean;
}

export function streamRows(
  engine: Engine,
  job: JobReference,
  options: RowsOptions,
): AsyncIterableIterator<Row> {
  const { normalize, linkedContent } = findJobOperation(engine.provider, job.operation);
  const batches = readBatches(engine, job, options);
  const whole =
    linkedContent === undefined ? batches : fetchLinks(engine, batches, { link: linkedContent, options });
  return new RowIterator(whole, options.raw ? (row) => row : normalize);
}

async function* fetchLinks(
  engine: Engine,
  batches: AsyncIterable<readonly Row[]>,
  { link, options }: { readonly link: LinkedContent; readonly options: RowsOptions },
): AsyncGenerator<readonly Row[]> {
  for await (const rows of batches)
    for (const row of rows) yield [await fetchLinked(engine, row, link, options)];
}

async function* readBatches(
  engine: Engine,
  job: JobReference,
  { signal }: RowsOptions,
): AsyncGenerator<readonly Row[]> {
  const { rows } = findJobOperation(engine.provider, job.operation);
  if (rows.from === 'route') {
    const response = await open(engine, job, { contract: rows, signal });
    yield* readJsonRows(response.body, rows.rows);
    return;
  }
  const current = await readJob(engine, job, signal);
  if (current.status !== 'completed') throw new JobNotCompletedError(current);
  yield rows.read(current.raw);
}

export async function* streamFile(
  engine: Engine,
  job: JobReference,
  { format, signal }: { readonly format: 'csv' | 'json'; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<Uint8Array> {
  const { rows } = findJobOperation(engine.provider, job.operation);
  const query = rows.from === 'route' ? rows.formats?.[format] : undefined;
  if (rows.from !== 'route' || query === undefined) {
    throw new ConfigurationError(`${engine.provider.name} offers no ${format} file for '${job.operation}'.`);
  }
  const response = await open(engine, job, { contract: rows, query, signal });
  yield* bodyBytes(response.body);
}

interface Opening {
  readonly contract: ResultsContract;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

async function open(
  engine: Engine,
  job: JobReference,
  { contract, query = {}, signal }: Opening,
): Promise<HttpResponse> {
  const { provider, exchange } = engine;
  try {
    return await exchange(contract.route, 'read', { values: { jobId: job.id }, query, stream: true, signal });
  } catch (error) {
    if (!isNotReady(error, provider.notReadyCodes)) throw error;
    // A failed job answers "not ready" for ever, so its status decides whether waiting helps (C187).
    const { requestId } = error;
    throw new JobNotCompletedError(await readJob(engine, job, signal), { requestId });
  }
}

const isNotReady = (error: unknown, codes: readonly string[]): error is ApiError =>
  ApiError.isInstance(error) &&
  (error.status === 409 || (error.code !== undefined && codes.includes(error.code)));
