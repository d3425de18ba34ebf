import autocannon from 'autocannon';
import type { Customer } from './prepare-storage.ts';

const CONNECTIONS = 16;

export interface LoadOptions {
  readonly operation: 'status' | 'create';
  /** Enough customers that each stays within the limits of its key. */
  readonly customers: readonly Customer[];
  /** The total number of requests. */
  readonly amount: number;
  /** Requests a second. @default as fast as possible */
  readonly perSecond?: number;
}

export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The number of unsuccessful answers. The measurement is invalid when it is not 0. */
  readonly refused: number;
}

const body = JSON.stringify({ query: 'dentists', location: 'Austin, Texas', max_leads: 10 });

/** Puts a server under load. The customers of a connection take turns, and no customer has two connections. */
export async function load(
  url: string,
  { operation, customers, amount, perSecond }: LoadOptions,
): Promise<Load> {
  const requests = customers.map(({ key, job }) => requestOf(operation, key, job));
  let next = 0;
  const share = Math.floor(requests.length / CONNECTIONS);
  const startedAt = performance.now();
  const result = await autocannon({
    url,
    amount,
    connections: CONNECTIONS,
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
    setupClient: (client) => client.setRequests(requests.slice(share * next, share * ++next)),
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  const { p50, p99 } = result.latency;
  return {
    perSecond: result['2xx'] / seconds,
    p50Ms: p50,
    p99Ms: p99,
    refused: result.non2xx + result.errors,
  };
}

function requestOf(operation: LoadOptions['operation'], key: string, job: string): autocannon.Request {
  const headers = { authorization: `Bearer ${key}` };
  const jobs = '/api/v1/scrape/jobs';
  if (operation === 'status') return { method: 'GET', path: `${jobs}/${job}`, headers };
  return { method: 'POST', path: jobs, headers: { ...headers, 'content-type': 'application/json' }, body };
}
