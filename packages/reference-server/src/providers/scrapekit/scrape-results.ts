import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { toCredits } from '../../accounts/credits.ts';
import { csvRecord } from '../../http/csv.ts';
import type { Job } from '../../jobs/job.ts';
import { readResultPages } from '../../jobs/results.ts';
import { leadColumns, type Lead } from './lead.ts';
import { findScrape } from './read-scrape.ts';
import { invalid, jobNotReady } from './refusals.ts';
import type { Services } from './services.ts';

/** `GET /scrape/jobs/{id}/results`, as JSON or CSV, a page in memory at a time (C101-C119). */
export function addScrapeResults(app: FastifyInstance, services: Services): void {
  app.get('/scrape/jobs/:id/results', async (request, reply) => {
    const format = readFormat(request);
    const job = await findScrape(services, request);
    if (job.status !== 'completed') throw jobNotReady(job.status);
    const pages = readResultPages(services.storage.db, job.id);
    if (format === 'csv') {
      return await reply
        .type('text/csv; charset=utf-8')
        .send(Readable.from(csv(pages), { objectMode: false }));
    }
    return await reply
      .type('application/json; charset=utf-8')
      .send(Readable.from(json(job, pages), { objectMode: false }));
  });
}

function readFormat(request: FastifyRequest): 'json' | 'csv' {
  const { format = 'json' } = request.query as { format?: unknown };
  if (format === 'json' || format === 'csv') return format;
  throw invalid('invalid_query', 'format must be json or csv.');
}

async function* json(job: Job, pages: AsyncIterable<string>): AsyncGenerator<string> {
  const envelope = {
    job_id: job.id,
    status: job.status,
    results_count: job.produced,
    credits_used: toCredits(job.unitsCharged),
    results: [],
  };
  yield JSON.stringify(envelope).slice(0, -']}'.length);
  let separator = '';
  for await (const page of pages) {
    yield separator + page;
    separator = ',';
  }
  yield ']}';
}

async function* csv(pages: AsyncIterable<string>): AsyncGenerator<string> {
  yield csvRecord(leadColumns);
  for await (const page of pages) {
    const leads = JSON.parse(`[${page}]`) as Lead[];
    yield leads.map((lead) => csvRecord(leadColumns.map((column) => lead[column]))).join('');
  }
}
