import { expect, test } from 'vitest';
import { countDeliveries } from '../src/deliver/delivery-list.ts';
import { eventIdOf } from '../src/events/event.ts';
import { findEvent } from '../src/events/event-store.ts';
import { recordEnd } from '../src/jobs/record-end.ts';
import { removeOld } from '../src/retention.ts';
import { openTestStorage } from './support/open-test-storage.ts';
import { scrapekitSource, urlTarget } from './support/test-relay.ts';

const DAY_MS = 86_400_000;
const start = Date.parse('2026-11-20T00:00:00Z');
const source = scrapekitSource({
  ...{ baseUrl: 'https://api.test', apiKey: 'sk_live_x' },
  targets: [urlTarget('crm', 'https://crm.test/hook')],
});

test('a webhook that is older than 30 days causes no second event', async () => {
  const storage = await openTestStorage();
  const report = async (day: number) => {
    const now = new Date(start + day * DAY_MS);
    const job = { jobId: 'job-1', operation: 'scrape', status: 'completed' } as const;
    const end = { source, ...job, isReconciled: false, data: { email: 'a@example.com' } };
    await storage.transaction(async (trx) => await recordEnd(trx, storage.queues, { end, now }));
    return await countDeliveries(storage.db);
  };
  const find = async () => await findEvent(storage.db, eventIdOf(source.name, 'job-1'));

  expect(await report(0)).toMatchObject([{ deliveries: 1 }]);
  await removeOld(storage.db, start + 29 * DAY_MS);
  expect(await find()).toMatchObject({ data: { email: 'a@example.com' } });

  await removeOld(storage.db, start + 31 * DAY_MS);
  expect(await find()).toMatchObject({ data: null });
  expect(await report(31)).toEqual([]);

  await removeOld(storage.db, start + 366 * DAY_MS);
  expect(await find()).toBeUndefined();
});
