import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { isTerminal } from '../../jobs/job.ts';
import type { MapArea } from '../../providers/row-shape.ts';
import { findRequestedJob } from '../jobs/requested-job.ts';
import type { PageServices } from '../page.ts';
import { invalidRequest, jobHasNoResults } from '../refusals.ts';
import { attachment } from './file-name.ts';
import { renderOutline } from './outline.ts';
import { fileFormats } from './result-files.ts';

/** Adds `/dashboard/jobs/{id}/download` and `/dashboard/outline.svg`, the ground of the map. */
export function addResultRoutes(app: FastifyInstance, services: PageServices): void {
  addDownload(app, services);
  app.get('/outline.svg', async (request, reply) => {
    const area = parseArea((request.query as { readonly area?: unknown }).area);
    return await reply
      .headers({
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
      })
      .type('image/svg+xml')
      .send(renderOutline(area));
  });
}

/**
 * Rows that were paid for stay readable here when their job fails or is cancelled. The API gives only the results of
 * completed jobs (C102).
 */
function addDownload(app: FastifyInstance, { storage, jobViews }: PageServices): void {
  app.get('/jobs/:id/download', async (request, reply) => {
    const job = await findRequestedJob({ storage }, request);
    const { format: name, rows: kind } = request.query as {
      readonly format?: unknown;
      readonly rows?: unknown;
    };
    const format =
      typeof name === 'string' && Object.hasOwn(fileFormats, name) ? fileFormats[name] : undefined;
    if (format === undefined)
      throw invalidRequest(`format must be one of ${Object.keys(fileFormats).join(', ')}.`);
    const view = jobViews.get(job.provider);
    const hasRows = job.produced > 0 || job.status === 'completed';
    if (view === undefined || !isTerminal(job.status) || !hasRows) throw jobHasNoResults();
    const { addressRows } = view.rowShape(job);
    if (kind !== undefined && (kind !== 'addresses' || addressRows === undefined))
      throw invalidRequest('rows can only be “addresses”, for jobs with several addresses in a row.');
    const title = view.fileName?.(job) ?? view.describe(job);
    const text = format.print(view.results(storage.db, job), kind === undefined ? undefined : addressRows);
    return await reply
      .header('content-disposition', attachment(title, format.extension))
      .header('x-content-type-options', 'nosniff')
      .type(format.type)
      .send(Readable.from(text, { objectMode: false }));
  });
}

function parseArea(text: unknown): MapArea {
  const numbers = typeof text === 'string' && text.length < 80 ? text.split(',').map(Number) : [];
  const [west = NaN, south = NaN, east = NaN, north = NaN] = numbers;
  const isArea = numbers.length === 4 && west < east && south < north && east - west <= 360;
  const isOnEarth = west >= -540 && east <= 540 && south >= -180 && north <= 180;
  if (!isArea || !isOnEarth) throw invalidRequest('area must be west, south, east and north in degrees.');
  return { west, south, east, north };
}
