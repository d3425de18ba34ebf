import type { WebhookAnswer } from '@scrapekit/core';
import type { Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Source } from './config/config.ts';
import type { AttemptNotice } from './deliver/deliverer.ts';
import { countDeliveries } from './deliver/delivery-list.ts';
import { countJobs } from './jobs/job-store.ts';
import type { Db } from './storage/tables.ts';

/** Counts and logs what the relay does. No key, address or payload is part of it. */
export interface Metrics {
  noteWebhook(logger: Pick<Logger, 'info' | 'warn' | 'error'>, source: Source, answer: WebhookAnswer): void;
  noteAttempt(logger: Pick<Logger, 'info' | 'warn'>, attempt: AttemptNotice): void;
  /** Returns the text that Prometheus reads. */
  print(): Promise<string>;
}

export function createMetrics(db: Db): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const webhooks = new Counter({
    ...{ name: 'relay_webhooks_total', help: 'Webhooks that arrived, by source and answer.', registers },
    labelNames: ['source', 'status'],
  });
  const attempts = new Counter({
    ...{ name: 'relay_attempts_total', help: 'Requests to targets, by target and result.', registers },
    labelNames: ['target', 'result'],
  });
  const seconds = new Histogram({
    ...{ name: 'relay_attempt_seconds', help: 'The duration of requests to targets.', registers },
    ...{ labelNames: ['target'], buckets: [0.1, 0.5, 1, 5, 10, 30] },
  });
  new Gauge({
    ...{ name: 'relay_deliveries', help: 'Stored deliveries, by target and state.', registers },
    labelNames: ['target', 'state'],
    async collect() {
      this.reset();
      for (const { target, state, deliveries } of await countDeliveries(db))
        this.set({ target, state }, deliveries);
    },
  });
  new Gauge({
    ...{ name: 'relay_open_jobs', help: 'Jobs that have not ended, by source.', registers },
    labelNames: ['source'],
    async collect() {
      this.reset();
      for (const [source, jobs] of await countJobs(db, 'open')) this.set({ source }, jobs);
    },
  });
  return {
    noteWebhook: (logger, { name: source }, { status, event, rejection, failure }) => {
      webhooks.inc({ source, status: String(status) });
      if (failure !== undefined) logger.error({ err: failure, source }, 'webhook failed');
      else if (rejection !== undefined) logger.warn({ source, reason: rejection }, 'webhook rejected');
      else logger.info({ source, status, job: event?.jobId, type: event?.type }, 'webhook');
    },
    noteAttempt: (logger, { delivery, state, statusCode, error, tookMs }) => {
      const { id, target, page } = delivery;
      attempts.inc({ target, result: error === null ? 'taken' : 'failed' });
      seconds.observe({ target }, tookMs / 1000);
      const line = { delivery: id, target, page, state, status: statusCode, ms: tookMs };
      if (error === null) logger.info(line, 'delivery');
      else logger.warn({ ...line, reason: error }, 'delivery');
    },
    print: async () => await registry.metrics(),
  };
}
