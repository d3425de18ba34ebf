import { parseArgs } from 'node:util';
import { measureRequests } from './measure-requests.ts';
import { measureResults } from './measure-results.ts';

// npm run bench:server -- [--postgres]

const { values } = parseArgs({ options: { postgres: { type: 'boolean', default: false } } });
const storage = values.postgres ? 'PostgreSQL' : 'PGlite';
await measureRequests(storage);
await measureResults(storage);
