import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { serve } from '@hono/node-server';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

const secret = `whsec_${'a'.repeat(43)}`;
const path = '/webhooks/scrapekit';
const running: { close(): unknown }[] = [];

beforeAll(() => {
  vi.stubEnv('SCRAPEKIT_WEBHOOK_SECRET', secret);
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
  vi.resetModules();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

type Send = (init: RequestInit) => Promise<Response>;

const hosts: Record<string, () => Promise<Send>> = {
  'Node http': async () => {
    const { server } = await import('../../examples/node-http.ts');
    const url = await listen(server);
    return (init) => fetch(url, init);
  },
  Express: async () => {
    const { app } = await import('../../examples/express.ts');
    const url = await listen(createServer(app));
    return (init) => fetch(url, init);
  },
  Fastify: async () => {
    const { app } = await import('../../examples/fastify.ts');
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    running.push(app);
    return (init) => fetch(url + path, init);
  },
  Hono: async () => {
    const { app } = await import('../../examples/hono.ts');
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    running.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    return (init) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
  },
  Worker: async () => {
    const { default: worker } = await import('../../examples/worker.ts');
    return (init) => worker.fetch(new Request(`https://worker.example${path}`, init));
  },
};

function delivery(jobId: string, key = secret): RequestInit {
  const body = JSON.stringify({
    event: 'scrape.job.completed',
    created_at: '',
    data: { job_id: jobId, status: 'completed' },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-scrapekit-timestamp': timestamp,
    'x-scrapekit-signature': signature,
  };
  return { method: 'POST', headers, body };
}

describe.each(Object.keys(hosts))('the README receiver for %s', (name) => {
  test('C196: answers a genuine delivery with 200 and wakes the client that waits for its job', async () => {
    const send = await hosts[name]!();
    const { inbox } = await import('../../examples/receiver.ts');
    const woken = inbox.nudge('sk_job_1', AbortSignal.timeout(5_000));

    expect((await send(delivery('sk_job_1'))).status).toBe(200);
    await expect(woken).resolves.toBeUndefined();
  });

  test('C196: answers a forged delivery with 401 and an empty body', async () => {
    const send = await hosts[name]!();

    const answer = await send(delivery('sk_job_1', 'whsec_forged'));

    expect([answer.status, await answer.text()]).toEqual([401, '']);
  });

  test('refuses a body over the limit with 413', async () => {
    const send = await hosts[name]!();

    const answer = await send({ ...delivery('sk_job_1'), body: 'x'.repeat(1024 * 1024 + 1) });

    expect(answer.status).toBe(413);
  });
});
