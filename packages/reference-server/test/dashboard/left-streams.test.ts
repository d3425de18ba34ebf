import { once } from 'node:events';
import { connect } from 'node:net';
import { systemClock } from '@scrapekit/core/system-clock';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { addLiveEvents } from '../../src/dashboard/jobs/live-events.ts';
import type { DashboardServices } from '../../src/dashboard/page.ts';

const job = { status: 'completed', produced: 1, target: 1, cap: 1, unitsCharged: 15, extraUnits: 0 };

test('pages that were left before their job was read do not count as watched', async () => {
  const reads: (() => void)[] = [];
  let arrive: () => void = () => undefined;
  let isHeld = true;
  const remember = async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    reads.push(() => resolve(undefined));
    arrive();
    if (isHeld) await promise;
    return job;
  };
  const app = fastify();
  app.decorateRequest('session', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.session = { accountId: 'acct_1' } as never;
    done();
  });
  addLiveEvents(app, { storage: { remember }, clock: systemClock } as unknown as DashboardServices);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });

  for (let count = 0; count < 11; count++) {
    const { promise: hasArrived, resolve } = Promise.withResolvers<undefined>();
    arrive = () => resolve(undefined);
    const connected = once(app.server, 'connection');
    const page = connect(Number(new URL(url).port), '127.0.0.1');
    page.write('GET /jobs/job_1/events HTTP/1.1\r\nHost: a\r\n\r\n');
    const [socket] = (await connected) as [NodeJS.EventEmitter];
    await hasArrived;
    const closed = once(socket, 'close');
    page.destroy();
    await closed;
  }
  isHeld = false;
  for (const release of reads) release();
  const response = await fetch(`${url}/jobs/job_1/events`);
  const text = await response.text();
  await app.close();

  expect(response.status).toBe(200);
  expect(text).toContain('"state":"completed"');
});
