import { createGuardedAgent, sendWebhook } from '@scrapekit/guarded-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReceiver, type Receiver } from '../support/receiver.ts';

const policy = { timeoutMs: 5_000, maxAnswerBytes: 65_536, retryDelaysMs: [], maxRedirects: 0 };
const message = { headers: {}, body: Buffer.from('{}') };

describe('sending webhooks', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver(({ path }, response) => {
      if (path === '/silent') return;
      response.writeHead(200);
      if (path === '/endless') {
        const flood = Buffer.alloc(16_384);
        const pour = () => {
          if (!response.destroyed) response.write(flood, pour);
        };
        pour();
      } else response.end('ok');
    });
  });
  afterAll(async () => await receiver.close());

  const send = async (url: string, { allowPrivate = false, timeoutMs = policy.timeoutMs } = {}) => {
    const dispatcher = createGuardedAgent({ allowPrivate });
    const { signal } = new AbortController();
    const result = await sendWebhook(url, message, { dispatcher, policy: { ...policy, timeoutMs }, signal });
    await dispatcher.destroy();
    return result;
  };

  test('C076, C172: a host without an address is an error of the attempt', async () => {
    const result = await send('https://nobody.invalid/hook');

    expect(result).toEqual({ statusCode: null, error: expect.stringContaining('nobody.invalid') });
  });

  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '0',
    '[::ffff:127.0.0.1]',
    'localhost',
  ])('C076: this machine is not reached as %s', async (host) => {
    const { port } = new URL(receiver.url);

    const result = await send(`https://${host}:${port}/private`);

    expect(result).toEqual({
      statusCode: null,
      error: 'The webhook address does not lead to the public internet.',
    });
    expect(receiver.received.some(({ path }) => path === '/private')).toBe(false);
  });

  test('C076: this machine is reached with a self-signed certificate when private addresses are allowed', async () => {
    expect(await send(`${receiver.url}/allowed`, { allowPrivate: true })).toMatchObject({
      statusCode: 200,
      error: null,
    });
  });

  test('C172: a receiver that does not answer within the time limit is an error', async () => {
    const result = await send(`${receiver.url}/silent`, { allowPrivate: true, timeoutMs: 200 });

    expect(result).toEqual({ statusCode: null, error: 'The receiver did not answer within 0.2 s.' });
  });

  test('C173: an endless answer is read up to the limit', async () => {
    const result = await send(`${receiver.url}/endless`, { allowPrivate: true });

    expect(result).toMatchObject({ statusCode: 200, error: null });
    expect(result.answer?.start).toHaveLength(2_048);
  });

  test('the beginning of an answer is returned also when its end does not arrive', async () => {
    const halting = await startReceiver((_request, response) => {
      response.writeHead(503, { 'content-type': 'text/plain' }).write('half of a sentence');
    });

    const result = await send(halting.url, { allowPrivate: true, timeoutMs: 300 });
    await halting.close();

    expect(result).toMatchObject({ statusCode: 503, error: 'The receiver did not answer within 0.3 s.' });
    expect(Buffer.from(result.answer?.start ?? []).toString()).toBe('half of a sentence');
    expect(result.answer?.type).toBe('text/plain');
  });

  test('a 2xx counts although the body of the answer breaks off', async () => {
    const breaking = await startReceiver((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('ok', () => response.destroy());
    });

    const result = await send(breaking.url, { allowPrivate: true });
    await breaking.close();

    expect(result).toMatchObject({ statusCode: 200, error: null });
  });

  test('a refused connection is an error of the attempt', async () => {
    const gone = await startReceiver();
    await gone.close();

    const { statusCode, error } = await send(gone.url, { allowPrivate: true });

    expect(statusCode).toBeNull();
    expect(error).toContain('ECONNREFUSED');
  });
});
