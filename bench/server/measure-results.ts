import { startChild } from '../rig/child.ts';
import { printTable } from '../table.ts';
import { storages, type StorageName } from './database.ts';
import { prepareStorage } from './prepare-storage.ts';
import { readResults, type Reading } from './read-results.ts';

const LEADS = 500_000;
const SLOW = { megabytesPerSecond: 5, forMs: 8_000 } as const;

/** Measures how half a million leads are sent to a fast client and to a slow one. */
export async function measureResults(storage: StorageName): Promise<void> {
  const database = await storages[storage]();
  const { customers, large } = await prepareStorage(database.settings, { customers: 1, leads: LEADS });
  const key = customers[0]?.key ?? '';
  const program = new URL('server-process.ts', import.meta.url);
  const server = await startChild<{ url: string; memoryUrl: string }>(program, database.settings);
  const { url, memoryUrl } = server.answer;
  const read = async (format: string, more: object = {}) =>
    await readResults(`${url}/api/v1/scrape/jobs/${large}/results?format=${format}`, {
      key,
      memoryUrl,
      ...more,
    });
  const rows: readonly (readonly [string, Reading])[] = [
    ['JSON, first read', await read('json')],
    ['JSON, again', await read('json')],
    ['CSV', await read('csv')],
    ['JSON, a client of 5 MB/s for 8 s', await read('json', SLOW)],
  ];
  await server.close();
  await database.drop();
  console.log(`\n${LEADS.toLocaleString('en')} leads, ${storage}`);
  printTable(
    ['', 'MB', 'first byte ms', 'MB/s', 'growth of RSS, MB'],
    rows.map(([name, { megabytes, firstByteMs, megabytesPerSecond, growthMb }]) => [
      name,
      megabytes.toFixed(0),
      firstByteMs.toFixed(0),
      megabytesPerSecond.toFixed(0),
      growthMb.toFixed(0),
    ]),
  );
}
