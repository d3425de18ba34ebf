import { ApiError } from '../errors/api-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { JobNotCompletedError } from '../errors/job-not-completed-error.ts';
import { bodyBytes } from '../http/body.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { JobReference } from '../jobs/job.ts';
import { readJsonRows } from '../results/read-json.ts';
import type { Row } from '../results/row.ts';
import { findJobOperation, type Engine } from './engine.ts';
import { readJob } from './read-job.ts';

export interface RowsOptions {
  readonly signal?: AbortSignal;
  /** Hand rows over as the provider sent them. */
  readonly raw?: boolean;
}

export async function* streamRows(
  engine: Engine,
  job: JobReference,
  options: RowsOptions,
): AsyncGenerator<Row> {
  const { results } = findJobOperation(engine.provider, job.operation);
  const response = await open(engine, job, { signal: options.signal });
  for await (const rows of readJsonRows(response.body, results.rows)) {
    if (options.raw) yield* rows;
    else for (const row of rows) yield results.normalize(row);
  }
}

export async function* streamFile(
  engine: Engine,
  job: JobReference,
  { format, signal }: { readonly format: 'csv' | 'json'; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<Uint8Array> {
  const query = findJobOperation(engine.provider, job.operation).results.formats?.[format];
  if (query === undefined) {
    throw new ConfigurationError(`${engine.provider.name} offers no ${format} file for '${job.operation}'.`);
  }
  const response = await open(engine, job, { query, signal });
  yield* bodyBytes(response.body);
}

async function open(
  engine: Engine,
  job: JobReference,
  {
    query = {},
    signal,
  }: { readonly query?: Readonly<Record<string, string>>; readonly signal: AbortSignal | undefined },
): Promise<HttpResponse> {
  const { provider, exchange } = engine;
  const { results } = findJobOperation(provider, job.operation);
  try {
    return await exchange(results.route, 'read', { values: { jobId: job.id }, query, stream: true, signal });
  } catch (error) {
    const notReady =
      ApiError.isInstance(error) && error.code !== undefined && provider.notReadyCodes.includes(error.code);
    if (!notReady) throw error;
    // A failed job answers "not ready" for ever, so its status decides whether waiting helps (C187).
    const { requestId } = error;
    throw new JobNotCompletedError(
      await readJob(engine, job, signal),
      requestId === undefined ? {} : { requestId },
    );
  }
}
