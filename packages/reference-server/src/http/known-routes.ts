import type { RouteOptions } from 'fastify';

/** Remembers routes, to tell a wrong method (405) from an unknown path (404). */
export interface KnownRoutes {
  add(route: Pick<RouteOptions, 'url' | 'method'>): void;
  /** The methods that exist for this path, in the form of an `Allow` header; empty when the path is unknown. */
  methodsFor(path: string): readonly string[];
}

export function createKnownRoutes(): KnownRoutes {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  return {
    add: ({ url, method }) => {
      const path = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+');
      routes.push({ pattern: new RegExp(`^${path}$`), methods: [method].flat() });
    },
    methodsFor: (path) => [
      ...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)),
    ],
  };
}
