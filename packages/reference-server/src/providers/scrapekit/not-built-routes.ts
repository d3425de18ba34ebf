import type { FastifyInstance } from 'fastify';
import type { RateClass } from './guard-requests.ts';
import { notBuilt } from './refusals.ts';

interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly what: string;
  readonly rateClass?: RateClass;
}

const verification: readonly Route[] = [
  { method: 'POST', url: '/verify/email', what: 'verify e-mail addresses', rateClass: 'verify' },
  { method: 'POST', url: '/verify/jobs', what: 'verify lists of e-mail addresses', rateClass: 'create' },
  { method: 'GET', url: '/verify/jobs', what: 'list verification jobs' },
  { method: 'GET', url: '/verify/jobs/:id', what: 'verify lists of e-mail addresses' },
  { method: 'GET', url: '/verify/jobs/:id/results', what: 'verify lists of e-mail addresses' },
];

/** The routes of the contract that are still to come: each says so, with a 501. */
export function addNotBuiltRoutes(app: FastifyInstance): void {
  for (const { method, url, what, rateClass } of verification) {
    app.route({ method, url, config: { rateClass }, handler: () => Promise.reject(notBuilt(what)) });
  }
}
