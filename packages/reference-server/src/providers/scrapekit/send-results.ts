import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { csvWithRows } from '../../http/csv-with-rows.ts';
import { jsonWithRows } from '../../http/json-with-rows.ts';
import { invalid } from './refusals.ts';

/** The results of a completed job. */
export interface Results {
  /** What stands before `results` in JSON. */
  readonly envelope: object;
  /** The columns of the CSV form, which are the keys of a row. */
  readonly columns: readonly string[];
  /** Rows as JSON values joined by commas. */
  readonly pages: AsyncIterable<string>;
}

export type Format = 'json' | 'csv';

/** The form asked for; JSON unless said otherwise (C112, C116). */
export function readFormat(request: FastifyRequest): Format {
  const { format = 'json' } = request.query as { format?: unknown };
  if (format === 'json' || format === 'csv') return format;
  throw invalid('invalid_query', 'format must be json or csv.');
}

/** Sends all rows in one answer, a page in memory at a time (C104, C119). */
export function sendResults(reply: FastifyReply, format: Format, results: Results): FastifyReply {
  const [type, text] =
    format === 'csv'
      ? ['text/csv; charset=utf-8', csvWithRows(results)]
      : ['application/json; charset=utf-8', jsonWithRows({ ...results, list: 'results' })];
  return reply.type(type).send(Readable.from(text, { objectMode: false }));
}
