import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { csvWithRows, type CsvBody } from './csv-with-rows.ts';
import { jsonWithRows, type RowsBody } from './json-with-rows.ts';

/** Rows with what either form of a file needs. */
export type RowsFile = RowsBody & CsvBody;

/** Sends rows as a file in one answer, a page in memory at a time. */
export function sendRows(reply: FastifyReply, format: 'json' | 'csv', file: RowsFile): FastifyReply {
  const [type, text] =
    format === 'csv'
      ? ['text/csv; charset=utf-8', csvWithRows(file)]
      : ['application/json; charset=utf-8', jsonWithRows(file)];
  return reply.type(type).send(Readable.from(text, { objectMode: false }));
}
