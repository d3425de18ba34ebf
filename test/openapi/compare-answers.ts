import fc from 'fast-check';
import type { Arranged } from './arrange-accounts.ts';
import type { OpenApi } from './documents.ts';
import { judge, type Sides } from './judge.ts';
import { requestsOf, type Request } from './requests.ts';

const AT_ONCE = 8;

/** What the proxy and the server answered to the generated requests. */
export interface Comparison {
  /** Counts by operation and status, such as `GET /api/v1/account: 200`. */
  readonly statuses: ReadonlyMap<string, number>;
  readonly faults: ReadonlySet<string>;
  /** The operations that no request reached. */
  readonly unreached: readonly string[];
}

/** Sends generated requests to the server through Prism, which compares both with the document. */
export async function compareAnswers(
  document: OpenApi,
  arranged: Arranged,
  {
    sides,
    seed,
    requests: count,
  }: { readonly sides: Sides; readonly seed: number; readonly requests: number },
): Promise<Comparison> {
  const requests = fc.sample(requestsOf(arranged), { seed, numRuns: count });
  const statuses = new Map<string, number>();
  const faults = new Set<string>();
  const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let index = lane; index < requests.length; index += AT_ONCE) {
      const request = requests[index] as Request;
      const { status, faults: found } = await judge(request, sides).catch((error: unknown) => {
        throw new Error(`No answer to ${show(request)}`, { cause: error });
      });
      const what = `${request.method} ${templateOf(document, request)}: ${status}`;
      statuses.set(what, (statuses.get(what) ?? 0) + 1);
      for (const fault of found) faults.add(`${show(request)}\n    ${fault.slice(0, 600)}`);
    }
  });
  await Promise.all(lanes);
  return { statuses, faults, unreached: missing(document, statuses) };
}

const templateOf = ({ paths }: OpenApi, { path }: Request): string =>
  Object.keys(paths).find((template) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? ''),
  ) ?? path;

const missing = ({ paths }: OpenApi, statuses: ReadonlyMap<string, number>): readonly string[] =>
  Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((operation) => ![...statuses.keys()].some((what) => what.startsWith(`${operation}: `)));

const show = ({ method, path, headers, body }: Request): string => {
  const known = Object.keys(headers).join(', ');
  return `${method} ${path} [${known}] ${body?.slice(0, 200) ?? ''}`;
};
