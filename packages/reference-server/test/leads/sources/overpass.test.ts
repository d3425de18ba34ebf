import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import type { RequestSender } from '../../../src/leads/sources/request-sender.ts';
import { createOverpass, type Overpass } from '../../../src/leads/sources/overpass.ts';
import { inTurn, startService, type Reply, type Service } from './start-service.ts';

const head = {
  version: 0.6,
  generator: 'Overpass API 0.7.62',
  osm3s: { timestamp_osm_base: '2026-11-01T00:00:00Z', copyright: 'ODbL' },
};
const node = { type: 'node', id: 1, lat: 30.2, lon: -97.7, tags: { name: 'A' } };
const way = { type: 'way', id: 2, center: { lat: 30.3, lon: -97.8 }, tags: { name: 'B' } };
const good: Reply = { body: { ...head, elements: [node, way] } };
const busyPage = (status: number): Reply => ({
  status,
  body: '<?xml version="1.0"?><html><body><p><strong>Error</strong>: runtime error</p></body></html>',
});

const overpassAt = ({ url, sender }: Service, clock = new FakeClock()): Overpass =>
  createOverpass({ url: `${url}/api/interpreter`, sender, clock, userAgent: 'scrapekit/1.0 (+x)' });

describe('Overpass', () => {
  test('gets the query as a form with an identifying user agent', async () => {
    await using service = await startService(inTurn(good));

    await overpassAt(service).run('[out:json];node["a"="b&c"];out;');

    expect(service.asked).toMatchObject([
      {
        method: 'POST',
        path: '/api/interpreter',
        headers: {
          'user-agent': 'scrapekit/1.0 (+x)',
          'content-type': 'application/x-www-form-urlencoded',
        },
      },
    ]);
    expect(new URLSearchParams(service.asked[0]?.body).get('data')).toBe('[out:json];node["a"="b&c"];out;');
  });

  test('returns elements and leaves out those of unknown form', async () => {
    const odd = [{ type: 'area', id: 3 }, { type: 'node', id: 'x' }, null, 5];
    await using service = await startService(inTurn({ body: { ...head, elements: [node, ...odd, way] } }));

    expect(await overpassAt(service).run('q')).toEqual({ elements: [node, way], isComplete: true });
  });

  test('gets the same query once per hour', async () => {
    await using service = await startService(inTurn(good));
    const clock = new FakeClock();
    const overpass = overpassAt(service, clock);

    await Promise.all([overpass.run('q'), overpass.run('q')]);
    await overpass.run('q');
    expect(service.asked).toHaveLength(1);

    clock.advance(3_600_000);
    await overpass.run('q');
    expect(service.asked).toHaveLength(2);
  });

  test('caches at most twenty answers', async () => {
    await using service = await startService(inTurn(good));
    const overpass = overpassAt(service);

    for (let index = 0; index <= 20; index++) await overpass.run(`q${index}`);
    await overpass.run('q20');
    expect(service.asked).toHaveLength(21);

    await overpass.run('q0');
    expect(service.asked).toHaveLength(22);
  });

  test('marks an answer as incomplete when the query ran out of time, and does not cache it', async () => {
    const remark = 'runtime error: Query timed out in "query" at line 2 after 61 seconds.';
    await using service = await startService(inTurn({ body: { ...head, elements: [node], remark } }, good));
    const overpass = overpassAt(service);

    expect(await overpass.run('q')).toEqual({ elements: [node], isComplete: false });
    expect(await overpass.run('q')).toMatchObject({ isComplete: true });
  });

  test('ignores other remarks', async () => {
    const remark = 'runtime remark: The areas are from yesterday.';
    await using service = await startService(inTurn({ body: { ...head, elements: [node], remark } }));

    expect(await overpassAt(service).run('q')).toMatchObject({ isComplete: true });
  });

  test.each<[string, Reply]>([
    ['answers 429', busyPage(429)],
    ['answers 504', busyPage(504)],
    ['answers 200 with a page', busyPage(200)],
    ['is cut off', { body: '{"version": 0.6, "elements": [{"type": "no' }],
    [
      'is too busy, with status 200',
      {
        body: {
          ...head,
          elements: [],
          remark:
            'runtime error: open64: 0 Success /osm3s Dispatcher_Client::request_read_and_idx::timeout. The server is probably too busy to handle your request.',
        },
      },
    ],
  ])('gets a retry after a pause when it %s', async (_what, reply) => {
    await using service = await startService(inTurn(reply, reply, good));
    const clock = new FakeClock();

    const { elements } = await overpassAt(service, clock).run('q');

    expect(elements).toHaveLength(2);
    expect(clock.slept).toEqual([2000, 8000]);
  });

  test.each([
    ['seconds', '17'],
    ['a date', 'Thu, 01 Jan 1970 00:00:17 GMT'],
  ])('gets a retry after the Retry-After time in %s', async (_what, value) => {
    const later = { ...busyPage(429), headers: { 'retry-after': value } };
    await using service = await startService(inTurn(later, good));
    const clock = new FakeClock();

    await overpassAt(service, clock).run('q');

    expect(clock.slept).toEqual([17_000]);
  });

  test('gets no retry when Retry-After is longer than two minutes', async () => {
    await using service = await startService(
      inTurn({ ...busyPage(429), headers: { 'retry-after': '3600' } }),
    );
    const clock = new FakeClock();

    await expect(overpassAt(service, clock).run('q')).rejects.toMatchObject({
      name: 'SourceUnavailableError',
      message:
        "OpenStreetMap's data service (Overpass) cannot be used at the moment: it answered with status 429.",
    });
    expect(clock.slept).toEqual([]);
  });

  test('gets at most four attempts', async () => {
    await using service = await startService(inTurn(busyPage(504)));

    await expect(overpassAt(service).run('q')).rejects.toThrow('it answered with status 504');
    expect(service.asked).toHaveLength(4);
  });

  test('gets no retry of a query that it refuses', async () => {
    await using service = await startService(inTurn(busyPage(400)));

    await expect(overpassAt(service).run('q')).rejects.toMatchObject({ name: 'SourceRefusedError' });
    expect(service.asked).toHaveLength(1);
  });

  test('is unavailable when its port is closed', async () => {
    const service = await startService(inTurn(good));
    const overpass = createOverpass({
      url: 'http://127.0.0.1:1/',
      sender: service.sender,
      clock: new FakeClock(),
      userAgent: 'x',
    });

    await expect(overpass.run('q')).rejects.toMatchObject({
      message:
        "OpenStreetMap's data service (Overpass) cannot be used at the moment: it could not be reached",
      cause: expect.any(Error) as Error,
    });
    await service[Symbol.asyncDispose]();
  });

  test('gets one query at a time', async () => {
    const waiting: (() => void)[] = [];
    const send: RequestSender['send'] = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { status: 200, retryAfter: undefined, text: '{"elements": []}' };
    };
    const overpass = createOverpass({
      url: 'http://overpass.example/',
      sender: { send, close: () => Promise.resolve() },
      clock: new FakeClock(),
      userAgent: 'x',
    });

    const running = ['a', 'b', 'c'].map(async (query) => await overpass.run(query));
    const seen: number[] = [];
    for (let done = 0; done < 3; done++) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(waiting.length);
      waiting.at(-1)?.();
    }
    await Promise.all(running);

    expect(seen).toEqual([1, 2, 3]);
  });
});
