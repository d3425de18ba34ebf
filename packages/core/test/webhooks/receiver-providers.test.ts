import { describe, expect, test, vi } from 'vitest';
import { fromMatchkraft, fromScrapekit, fromScrapfly } from './genuine.ts';
import { hmac } from './judge.ts';
import { scene, signedByScrapfly } from './receiver-scene.ts';

const TYPE = 'X-Scrapfly-Webhook-Resource-Type';

describe('F16: the ping that Scrapfly sends while a webhook is created', () => {
  const ping = { headers: { [TYPE]: 'ping' }, body: Buffer.from('{}') };

  test.each([[[fromScrapfly.secret]], [[]]])(
    'is answered with 200 under the secrets %j, and is not dispatched',
    async (secrets) => {
      const { dispatched, receive } = scene(fromScrapfly, { secrets });

      expect(await receive(ping)).toEqual({ status: 200, headers: {} });
      expect(dispatched).toEqual([]);
    },
  );

  test('is rejected with a wrong signature', async () => {
    const { receive } = scene(fromScrapfly);
    const headers = { ...ping.headers, 'X-Scrapfly-Webhook-Signature': hmac('other', [ping.body]) };

    expect(await receive({ ...ping, headers })).toMatchObject({
      status: 401,
      rejection: 'signature_mismatch',
    });
  });

  test('is rejected with another header, and for another provider', async () => {
    const other = { ...ping, headers: { [TYPE]: 'scrape' } };

    expect(await scene(fromScrapfly).receive(other)).toMatchObject({ status: 401 });
    expect(await scene(fromScrapekit).receive(ping)).toMatchObject({ status: 401 });
  });
});

describe('M08: MatchKraft, which does not sign', () => {
  test.each(['{}', '{"test":true}', '{"event":"job.completed","jobId":"../x"}'])(
    'the object %s is answered with 200 and has no effect',
    async (text) => {
      const { dispatched, receive } = scene(fromMatchkraft);

      expect(await receive({ body: Buffer.from(text) })).toEqual({
        status: 200,
        headers: {},
        rejection: 'malformed_hint',
      });
      expect(dispatched).toEqual([]);
    },
  );

  test.each(['', '[]', 'null', '"x"', '1', 'x=1'])('%j is answered with 400', async (text) => {
    const { receive } = scene(fromMatchkraft);

    expect(await receive({ body: Buffer.from(text) })).toEqual({
      status: 400,
      headers: {},
      rejection: 'malformed_hint',
    });
  });

  test.each([
    ['{"event":"job.completed","jobId":"20f70187-b941-4bb0-b10f-599b025fc425",', '}'],
    ['{', '}'],
  ])('an object that nests deeper than 64 levels is answered with 400: %s…', async (start, end) => {
    const { dispatched, receive } = scene(fromMatchkraft);
    const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = Buffer.from(`${start}"jobType":"email-validation","status":"COMPLETED","x":${lists}${end}`);

    expect(await receive({ body })).toEqual({ status: 400, headers: {}, rejection: 'malformed_hint' });
    expect(dispatched).toEqual([]);
  });

  test('a genuine hint is handled after a forged one that the dispatcher rejected', async () => {
    const dispatch = vi
      .fn()
      .mockRejectedValueOnce(new Error('It is still running.'))
      .mockResolvedValue(undefined);
    const { receive } = scene(fromMatchkraft, { dispatch });
    await receive();

    expect(await receive()).toMatchObject({ status: 200, event: { trust: 'hint' } });
  });
});

describe('Scrapfly, where only the delivery contains the result', () => {
  test('the event can be found when the client wakes', async () => {
    const { inbox, receive } = scene(fromScrapfly);
    const woken = inbox
      .nudge(fromScrapfly.jobId, new AbortController().signal)
      .then(() => inbox.find(fromScrapfly.jobId));
    await receive();

    expect(await woken).toMatchObject({ jobId: fromScrapfly.jobId, payload: { result: { success: true } } });
  });

  test('the event can be found when it is dispatched', async () => {
    const found: unknown[] = [];
    const { receive, inbox } = scene(fromScrapfly, {
      dispatch: async ({ jobId = '' }) => void found.push(await inbox.find(jobId)),
    });
    await receive();

    expect(found).toEqual([expect.objectContaining({ jobId: fromScrapfly.jobId })]);
  });

  test('the event is kept for three days', async () => {
    const { clock, inbox, receive } = scene(fromScrapfly);
    await receive();

    clock.advance(259_200_000 - 1);
    expect(await inbox.find(fromScrapfly.jobId)).toBeDefined();
    clock.advance(1);
    expect(await inbox.find(fromScrapfly.jobId)).toBeUndefined();
  });

  test('F15: the bytes of an image are kept', async () => {
    const image = Buffer.from([0x89, 0x50, 0xff]);
    const { dispatched, inbox, receive } = scene(fromScrapfly);

    const answer = await receive(
      signedByScrapfly(image, { [TYPE]: 'screenshot', 'X-Scrapfly-Webhook-Job-Id': 'job-7' }),
    );

    expect(answer).toMatchObject({ status: 200, event: { unsignedJobId: 'job-7' } });
    expect(dispatched).toHaveLength(1);
    expect(await inbox.find('job-7')).toMatchObject({ bytes: image });
  });

  test('F13: a replay with another job id counts as a repeated delivery', async () => {
    const extraction = Buffer.from('{"data":{}}');
    const { dispatched, inbox, receive } = scene(fromScrapfly);
    const as = (jobId: string) =>
      receive(signedByScrapfly(extraction, { [TYPE]: 'extraction', 'X-Scrapfly-Webhook-Job-Id': jobId }));
    await as('job-7');
    await as('job-8');

    expect(dispatched).toHaveLength(1);
    expect(await inbox.find('job-7')).toBeDefined();
    expect(await inbox.find('job-8')).toBeUndefined();
  });

  test('events of other providers are not kept, because their jobs are read with the key', async () => {
    const { inbox, receive } = scene(fromScrapekit);
    await receive();

    expect(await inbox.find(fromScrapekit.jobId)).toBeUndefined();
  });
});
