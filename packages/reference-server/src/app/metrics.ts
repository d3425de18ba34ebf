import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { HttpError } from '../http/errors.ts';
import { countActiveByOperation } from '../jobs/job-store.ts';
import { hasToken } from '../http/bearer.ts';
import type { Db } from '../storage/database.ts';

export interface MetricsOptions {
  readonly db: Db;
  /** The Bearer token that Prometheus must send. */
  readonly token: string;
}

/** Adds `/metrics` for Prometheus: figures of the process, durations of requests and the number of open jobs. */
export function addMetrics(app: FastifyInstance, { db, token }: MetricsOptions): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addJobGauge(registry, db);
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

function addJobGauge(registry: Registry, db: Db): void {
  new Gauge({
    name: 'scrapekit_open_jobs',
    help: 'Jobs that are queued or running, in all processes.',
    labelNames: ['operation', 'status'],
    registers: [registry],
    async collect() {
      const active = await countActiveByOperation(db);
      this.reset();
      for (const { operation, status, jobs } of active) this.set({ operation, status }, jobs);
    },
  });
}

const invalidToken = (): HttpError =>
  new HttpError(401, 'invalid_metrics_token', {
    message: 'Send the metrics token in an Authorization header: Bearer ...',
    headers: { 'www-authenticate': 'Bearer' },
  });
