import { ApiError } from '../errors/api-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { UnexpectedAnswerError } from '../errors/unexpected-answer-error.ts';
import { serverTime } from '../http/retry-after.ts';
import type { Job, JobStatus } from '../job.ts';
import type { JobOperation, JobReading, ListContract } from '../operation.ts';
import { parseAnswer, parseJob } from './answer.ts';
import { type Engine, findJobOperation } from './engine.ts';

/** Which jobs are listed. A server may ignore a filter. */
export interface ListOptions {
  readonly status?: JobStatus;
  /** ISO 8601. */
  readonly createdAfter?: string;
  /** The id that the caller gave a job at its create (X02). Jobs with another id are left out. */
  readonly callersId?: string;
  readonly signal?: AbortSignal;
}

/**
 * Lists the account's jobs of an operation, newest first. The next page is fetched when it is needed. Throws
 * ConfigurationError when the provider or this server has no list of jobs.
 */
export async function* listJobs(
  engine: Engine,
  key: string,
  { status, createdAfter, callersId, signal }: ListOptions,
): AsyncGenerator<Job> {
  const operation = findJobOperation(engine.provider, key);
  const list = requireList(engine, operation);
  if (callersId !== undefined && list.callersId === undefined) {
    throw new ConfigurationError(`${engine.provider.name} keeps no caller's id of a job.`);
  }
  const query = toQuery([
    [list.pageSize.parameter, String(list.pageSize.max)],
    [list.filters.status, status],
    [list.filters.createdAfter, createdAfter],
    [list.callersId, callersId],
  ]);
  // A server may ignore the filter, so the id is compared as well.
  const isWanted = (raw: unknown) =>
    callersId === undefined || (raw as Record<string, unknown>)[list.callersId ?? ''] === callersId;

  for await (const { bodies } of listPages(engine, list, { query, signal })) {
    for (const raw of bodies) {
      const reading = parseListed(engine, operation, raw);
      if (reading?.id !== undefined && isWanted(raw))
        yield { ...reading, id: reading.id, operation: key, raw };
    }
  }
}

/** An element that describes no job is left out, so that it does not cost the other jobs. */
function parseListed(engine: Engine, operation: JobOperation, raw: unknown): JobReading | undefined {
  try {
    return parseJob(engine, operation, raw);
  } catch {
    return undefined;
  }
}

/** The creation of a job and the `Date` of an answer are often stated in whole seconds, by clocks that differ a little. */
const DATE_TOLERANCE_MS = 5_000;

/**
 * Returns the job with the caller's id that was not created before `sentAt`, as the list shows it, or undefined. Throws
 * ConfigurationError when there is no such list. A server may ignore the filter and list other jobs, so the id is
 * compared. A caller may have used the id before, so the times are compared as well, by the clock of the server.
 */
export async function findByCallersId(
  engine: Engine,
  operation: JobOperation,
  { callersId, sentAt, signal }: CallersJob,
): Promise<unknown> {
  const list = requireList(engine, operation);
  const { callersId: field = '', createdAt } = list;
  const first = await listPages(engine, list, { query: { [field]: callersId }, signal }).next();
  if (first.done === true) return undefined;
  const { bodies, clockSkewMs } = first.value;
  const earliest = sentAt + clockSkewMs - DATE_TOLERANCE_MS;
  return bodies.find((body) => {
    const job = body as Readonly<Record<string, unknown>> | null;
    // A time that is absent or cannot be read is NaN, and the job then counts as new.
    const isOlder = Date.parse(String(job?.[createdAt])) < earliest;
    return job?.[field] === callersId && !isOlder;
  });
}

interface CallersJob {
  readonly callersId: string;
  /** When the create was sent, in milliseconds on the clock of this machine. */
  readonly sentAt: number;
  readonly signal?: AbortSignal;
}

/** The exchanges of servers that have no list of jobs. They are not asked again (A20). */
const exchangesWithoutList = new WeakSet<Engine['exchange']>();

function requireList({ provider, exchange }: Engine, { list }: JobOperation): ListContract {
  if (list !== undefined && !exchangesWithoutList.has(exchange)) return list;
  throw new ConfigurationError(`${provider.name} offers no list of jobs.`);
}

interface PageRequest {
  readonly query: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A server that sends this many pages without a job in a row would be asked for ever. */
const MAX_EMPTY_PAGES = 100;

interface Page {
  /** The jobs as the answer has them. */
  readonly bodies: readonly unknown[];
  /** How far the server's clock is ahead of this machine's, in milliseconds; 0 when the answer has no `Date`. */
  readonly clockSkewMs: number;
}

/** Yields each page of a list. Throws UnexpectedAnswerError after 100 empty pages in a row. */
async function* listPages(
  { provider, exchange, retry: { clock } }: Engine,
  { route, jobs, cursor }: ListContract,
  { query, signal }: PageRequest,
): AsyncGenerator<Page> {
  const visited = new Set<string>();
  let emptyPages = 0;
  let position: string | undefined;
  do {
    const page = position === undefined ? query : { ...query, [cursor.parameter]: position };
    const response = await exchange(route, 'read', { query: page, signal }).catch((error: unknown) => {
      if (!ApiError.isInstance(error) || ![404, 405, 501].includes(error.status ?? 0)) throw error;
      exchangesWithoutList.add(exchange);
      throw new ConfigurationError(`This ${provider.name} server offers no list of jobs.`, { cause: error });
    });
    const now = clock.now();
    const { reading } = await parseAnswer(provider, response, (body) => {
      const answer = body as Readonly<Record<string, unknown>>;
      const bodies = answer[jobs];
      if (!Array.isArray(bodies)) throw new TypeError(`The list holds no ${jobs}.`);
      return { bodies: bodies as readonly unknown[], next: answer[cursor.key] };
    });
    yield { bodies: reading.bodies, clockSkewMs: serverTime(response.headers, now) - now };
    emptyPages = reading.bodies.length === 0 ? emptyPages + 1 : 0;
    if (emptyPages === MAX_EMPTY_PAGES)
      throw new UnexpectedAnswerError(provider.name, { status: response.status });
    // An empty cursor would fetch the first page again, and one that comes again the same pages for ever.
    const { next } = reading;
    position = typeof next === 'string' && next !== '' && !visited.has(next) ? next : undefined;
    if (position !== undefined) visited.add(position);
  } while (position !== undefined);
}

const toQuery = (
  pairs: readonly (readonly [string | undefined, string | undefined])[],
): Record<string, string> =>
  Object.fromEntries(
    pairs.flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value]])),
  );
