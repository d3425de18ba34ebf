import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createClient, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import chain from 'stream-chain';
import { parser } from 'stream-json';
import { pick } from 'stream-json/filters/pick.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';

/** Each function reads a whole document and returns the number of rows that it passed to a consumer. */
const readers = {
  'JSON.parse': async (path) => JSON.parse(await readFile(path, 'utf8')).results.length,
  'core, raw rows': (path, operation) => count(path, { operation, raw: true }),
  'core, normal form': (path, operation) => count(path, { operation, raw: false }),
  'stream-json': async (path) => {
    let rows = 0;
    const stream = chain([createReadStream(path), parser(), pick({ filter: 'results' }), streamArray()]);
    for await (const _ of stream) rows++;
    return rows;
  },
};

async function count(path, { operation, raw }) {
  const client = createClient(providers.scrapekit, {
    clock: systemClock,
    transport: () => Promise.resolve({ status: 200, headers: {}, body: createReadStream(path) }),
  });
  let rows = 0;
  for await (const _ of client.results({ id: 'sk_job_1', operation }, { raw })) rows++;
  return rows;
}

const [name, path, operation] = process.argv.slice(2);
const startedAt = performance.now();
const rows = await readers[name](path, operation);
const ms = performance.now() - startedAt;
console.log(JSON.stringify({ rows, ms, peakRssMb: process.resourceUsage().maxRSS / 1024 }));
