import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
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

test('M09: a hint that is nested too deeply is refused without its content, and the next one is answered', async () => {
  const running = startCli(['listen', '--port', '0', '--json', '--provider', 'matchkraft'], {
    MATCHKRAFT_API_KEY: 'key',
  });
  const [, url = ''] = await running.printed('stderr', /Listening on (http:\S+)\. /);
  const hint = (jobId: string, further = '') =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"event":"job.completed","jobId":"${jobId}","jobType":"email-finder","status":"completed"${further}}`,
    });

  const nested = await hint(
    '11111111-1111-4111-8111-111111111111',
    `,"a":${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  );
  await running.printed('stdout', /\n/);
  const next = await hint('22222222-2222-4222-8222-222222222222');
  await running.printed('stdout', /\n.*\n/);
  running.interrupt();
  const { code, stdout } = await running.outcome;

  const [first = '', second = ''] = stdout.split('\n');
  expect(next.status).toBe(200);
  expect(nested.status).toBe(400);
  expect(JSON.parse(first)).toEqual({ answered: 400, rejection: 'malformed_hint' });
  expect(JSON.parse(second)).toMatchObject({ answered: 200, event: { type: 'job.completed' } });
  expect(code).toBe(0);
});

test('a sender that leaves in the middle of a body does not end the command', async () => {
  const { running, url } = await listen();
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{');
  socket.end();
  await running.printed('stdout', /\n/);

  const answer = await deliver(url, 'sk_job_4').send();
  running.interrupt();
  const { code } = await running.outcome;

  expect([answer.status, code]).toEqual([200, 0]);
});

test('without a signing secret the command ends with 2, because every delivery would be refused', async () => {
  const { code, stderr } = await runCli(['listen'], { SCRAPEKIT_API_KEY: 'sk_live_key' });

  expect(code).toBe(2);
  expect(stderr).toContain('SCRAPEKIT_WEBHOOK_SECRET');
});
