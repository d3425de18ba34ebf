import { describe, expect, test } from 'vitest';
import { createClient, type Client } from '../../src/client.ts';
import { AmbiguousCreateError } from '../../src/errors/ambiguous-create-error.ts';
import type { HttpResponse, Transport } from '../../src/http/transport.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { manualTransport, outcomeOf } from '../manual-transport.ts';

const input = { query: 'dentists', location: 'Austin, Texas', max_leads: 20 };
const accepted: HttpResponse = { status: 202, headers: {}, body: '{"job_id":"sk_job_1","status":"queued"}' };
const enough = new Error('enough');

const clientWith = (transport: Transport): Client =>
  createClient(providers.scrapekit, { transport, clock: new FakeClock() });

describe('C190: two callers of one create', () => {
  async function start() {
    const { transport, requests, answer, arrived } = manualTransport();
    const client = clientWith(transport);
    const first = new AbortController();
    const second = new AbortController();
    const creates = [first, second].map(({ signal }) =>
      outcomeOf(client.create('scrape', input, { signal })),
    );
    await arrived;
    return { client, requests, answer, first, second, creates };
  }

  test.each(['first', 'second'] as const)('the abort of the %s does not end the other one', async (name) => {
    const scene = await start();
    const [leaving, staying] = name === 'first' ? [0, 1] : [1, 0];

    scene[name].abort(enough);
    const left = await scene.creates[leaving];
    scene.answer(accepted);

    expect(AmbiguousCreateError.isInstance(left) && left.cause).toBe(enough);
    expect(await scene.creates[staying]).toMatchObject({ id: 'sk_job_1' });
    expect(scene.requests).toHaveLength(1);
  });

  test('the create ends when both have aborted', async () => {
    const { requests, first, second, creates } = await start();

    first.abort(enough);
    second.abort(enough);

    for (const outcome of await Promise.all(creates)) expect(outcome).toBeInstanceOf(AmbiguousCreateError);
    expect(requests[0]?.signal?.aborted).toBe(true);
  });

  test('a later caller does not join a create that was aborted', async () => {
    const { client, requests, first, second, creates } = await start();

    first.abort(enough);
    second.abort(enough);
    const controller = new AbortController();
    const later = outcomeOf(client.create('scrape', input, { signal: controller.signal }));
    await Promise.all(creates);
    controller.abort(enough);
    await later;

    expect(requests).toHaveLength(2);
  });

  test('a caller without a signal keeps the create running', async () => {
    const { transport, answer, arrived } = manualTransport();
    const client = clientWith(transport);
    const controller = new AbortController();
    const aborted = outcomeOf(client.create('scrape', input, { signal: controller.signal }));
    const other = client.create('scrape', input);

    await arrived;
    controller.abort(enough);
    answer(accepted);

    expect(await aborted).toBeInstanceOf(AmbiguousCreateError);
    await expect(other).resolves.toMatchObject({ id: 'sk_job_1' });
  });
});
