import type { JobOperation } from '@scrapekit/core';
import type { Source } from '../config/config.ts';
import type { ToolRequest } from './upstream.ts';

/** An operation of a provider with its key in the definition. */
export interface CreateRoute {
  readonly key: string;
  readonly operation: JobOperation;
}

/** A create, and its path as the provider documents it, with the query of the request. */
export interface MatchedCreate {
  readonly route: CreateRoute;
  readonly path: string;
}

/** Returns the operation that a request creates a job of, or undefined for any other request. */
export function matchCreate(
  { provider }: Source,
  { method, path: given }: Pick<ToolRequest, 'method' | 'path'>,
): MatchedCreate | undefined {
  const [, before = '', query = ''] = /^([^?]*)(.*)$/s.exec(given) ?? [];
  const path = canonical(before);
  for (const [key, operation] of Object.entries(provider.operations))
    if (operation.kind === 'job' && operation.create === `${method} ${path}`)
      return { route: { key, operation }, path: path + query };
  return undefined;
}

/** Many servers take other spellings of a path for the same: repeated slashes, escaped letters, a slash at the end. */
function canonical(path: string): string {
  const { pathname = path } = URL.parse(`http://relay${path}`) ?? {};
  try {
    return decodeURIComponent(pathname)
      .replace(/\/{2,}/g, '/')
      .replace(/(?<=.)\/$/, '');
  } catch {
    return pathname;
  }
}
