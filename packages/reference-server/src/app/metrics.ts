import type { Clock } from '@scrapekit/core';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client';
import { hasToken } from '../http/bearer.ts';
import { HttpError } from '../http/errors.ts';
import { countActiveByOperation } from '../jobs/job-store.ts';
import type { Db } from '../storage/database.ts';

export interface MetricsOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** The Bearer token that Prometheus must send. */
  readonly token: string;
  /** The counters of this process. Figures of the process, the requests and the open jobs are added to them. */
  readonly registry: Registry;
}

/** Adds `/metrics` for Prometheus. */
export function addMetrics(app: FastifyInstance, { db, clock, token, registry }: MetricsOptions): void {
  collectDefaultMetrics({ register: registry });
  addJobGauges(registry, { db, clock });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long answers took, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    // The label is the route's pattern, so that ids and unknown paths do not create new series.
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', async (request, reply) => {
    if (!hasToken(request, token)) throw invalidToken();
    return await reply.type(registry.contentType).send(await registry.metrics());
  });
}

function addJobGauges(registry: Registry, { db, clock }: Pick<MetricsOptions, 'db' | 'clock'>): void {
  const age = new Gauge({
    name: 'scrapekit_oldest_queued_job_age_seconds',
    help: 'How long the oldest job that no worker has begun has waited, in all processes.',
    labelNames: ['provider', 'operation'],
    registers: [registry],
  });
  new Gauge({
    name: 'scrapekit_open_jobs',
    help: 'Jobs that are queued or running, in all processes.',
    labelNames: ['provider', 'operation', 'status'],
    registers: [registry],
    async collect() {
      const active = await countActiveByOperation(db);
      this.reset();
      age.reset();
      for (const { provider, operation, status, jobs, oldest } of active) {
        this.set({ provider, operation, status }, jobs);
        if (status !== 'queued') continue;
        age.set({ provider, operation }, Math.max(0, clock.now() - oldest.getTime()) / 1000);
      }
    },
  });
}

const invalidToken = (): HttpError =>
  new HttpError(401, 'invalid_metrics_token', {
    message: 'Send the metrics token in an Authorization header: Bearer ...',
    headers: { 'www-authenticate': 'Bearer' },
  });
