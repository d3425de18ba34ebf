import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface RowServer {
  readonly url: string;
  /** Bytes of results that were sent, for the answers so far. */
  readonly sent: readonly number[];
  close(): Promise<void>;
}

const lead = (position: number) => ({
  place_id: `place-${position}`,
  name: `Dental Practice ${position}`,
  category: 'Dentist',
  address: `${position} Lavaca St, Austin, TX 78701`,
  phone: '+1 512-555-0148',
  website: `https://practice-${position}.example`,
  rating: 4.8,
  reviews_count: 312,
  emails_found: `hello@practice-${position}.example`,
  lat: 30.28,
  lng: -97.74,
});

/** Starts a server with a completed scrape job of this many rows, which are made while they are sent. */
export async function startRowServer(rows: number): Promise<RowServer> {
  const sent: number[] = [];
  const job = {
    job_id: 'sk_job_large',
    status: 'completed',
    query: 'dentists',
    location: 'Texas',
    progress: { scraped: rows, verified: 0, target: rows },
    created_at: '2026-04-21T10:32:14Z',
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (!url.pathname.endsWith('/results')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(job));
      return;
    }
    const isCsv = url.searchParams.get('format') === 'csv';
    response.writeHead(200, { 'content-type': isCsv ? 'text/csv' : 'application/json' });
    void send(response, isCsv ? csv(rows) : json(rows)).then((bytes) => sent.push(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends the chunks as fast as they are read. Resolves with their bytes, also when the reader leaves. */
async function send(response: ServerResponse, chunks: Iterable<string>): Promise<number> {
  let bytes = 0;
  const counted = function* () {
    for (const chunk of chunks) {
      bytes += Buffer.byteLength(chunk);
      yield chunk;
    }
  };
  await pipeline(Readable.from(counted(), { highWaterMark: 1 }), response).catch(() => {});
  return bytes;
}

const ROWS_IN_CHUNK = 200;

function* json(rows: number): Generator<string> {
  for (let first = 1; first <= rows; first += ROWS_IN_CHUNK) {
    const chunk = positions(first, rows).map((position) => JSON.stringify(lead(position)));
    yield `${first === 1 ? '{"results":[' : ','}${chunk.join()}`;
  }
  yield ']}';
}

function* csv(rows: number): Generator<string> {
  yield `${Object.keys(lead(1)).join()}\r\n`;
  for (let first = 1; first <= rows; first += ROWS_IN_CHUNK) {
    const lines = positions(first, rows).map((position) => Object.values(lead(position)).join(';'));
    yield `${lines.join('\r\n')}\r\n`;
  }
}

const positions = (first: number, rows: number): number[] =>
  Array.from({ length: Math.min(ROWS_IN_CHUNK, rows - first + 1) }, (_, index) => first + index);
