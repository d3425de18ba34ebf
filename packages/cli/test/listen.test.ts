import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { signWebhook } from '@scrapekit/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli, startCli } from './command-line.ts';

const secret = `whsec_${'a'.repeat(43)}`;
const env = { SCRAPEKIT_API_KEY: 'sk_live_key', SCRAPEKIT_WEBHOOK_SECRET: secret };

interface Forwarded {
  readonly signature: string | string[] | undefined;
  readonly body: string;
}

let application: Server;
let forwardUrl: string;
const forwarded: Forwarded[] = [];

beforeAll(async () => {
  application = createServer((request, response) => {
    void buffer(request).then((body) => {
      forwarded.push({ signature: request.headers['x-scrapekit-signature'], body: body.toString() });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
  forwardUrl = `http://127.0.0.1:${(application.address() as AddressInfo).port}/hook`;
});
afterAll(() => {
  application.closeAllConnections();
  application.close();
});

function deliver(url: string, jobId: string, key = secret) {
  const body = Buffer.from(
    JSON.stringify({ event: 'scrape.job.completed', data: { job_id: jobId, status: 'completed' } }),
  );
  const headers = signWebhook('scrapekit', { body, secret: key, now: new Date() });
  return { headers, body: body.toString(), send: () => fetch(url, { method: 'POST', headers, body }) };
}

async function listen(args: readonly string[] = []) {
  const running = startCli(['listen', '--port', '0', ...args], env);
  const [, url = ''] = await running.printed('stderr', /Listening on (http:\S+)\. /);
  return { running, url };
}

test('C196: a genuine delivery is answered, printed and forwarded with its signature; a forged one is refused', async () => {
  const { running, url } = await listen(['--forward', forwardUrl]);
  const genuine = deliver(url, 'sk_job_1');

  const first = await genuine.send();
  const repeated = await genuine.send();
  const forged = await deliver(url, 'sk_job_2', 'whsec_forged').send();
  await running.printed(
    'stdout',
    /forwarded: 204[^]*signature_mismatch|signature_mismatch[^]*forwarded: 204/,
  );
  running.interrupt();
  const { code, stdout } = await running.outcome;

  expect([first.status, repeated.status, forged.status]).toEqual([200, 200, 401]);
  expect(forwarded).toEqual([
    {
      signature: new Headers(genuine.headers).get('x-scrapekit-signature'),
      body: genuine.body,
    },
  ]);
  expect(stdout).toMatch(
    /^200 {2}scrape\.job\.completed {2}sk_job_1 {2}completed {2}signed {2}forwarded: 204$/m,
  );
  expect(stdout).toMatch(/^401 {2}signature_mismatch$/m);
  expect(code).toBe(0);
});

test('a forward that fails is printed with its reason, and the delivery is still answered with 200', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const { running, url } = await listen(['--forward', `http://127.0.0.1:${port}/hook`, '--json']);

  const answer = await deliver(url, 'sk_job_3').send();
  await running.printed('stdout', /\n/);
  running.interrupt();
  const { stdout } = await running.outcome;

  expect(answer.status).toBe(200);
  expect(JSON.parse(stdout)).toMatchObject({
    answered: 200,
    forwarded: expect.stringContaining('ECONNREFUSED'),
    event: { type: 'scrape.job.completed', jobId: 'sk_job_3', status: 'completed', trust: 'signed' },
  });
});

test('without a signing secret the command ends with 2, because every delivery would be refused', async () => {
  const { code, stderr } = await runCli(['listen'], { SCRAPEKIT_API_KEY: 'sk_live_key' });

  expect(code).toBe(2);
  expect(stderr).toContain('SCRAPEKIT_WEBHOOK_SECRET');
});
