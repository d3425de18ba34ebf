import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendRows } from '../../http/send-rows.ts';
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
  return sendRows(reply, format, { ...results, list: 'results' });
}
