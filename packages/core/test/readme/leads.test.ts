import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const answers: Record<string, object> = {
  'POST /api/v1/scrape/jobs': { job_id: 'sk_job_1', status: 'queued' },
  'GET /api/v1/scrape/jobs/sk_job_1': { job_id: 'sk_job_1', status: 'completed' },
  'GET /api/v1/scrape/jobs/sk_job_1/results': {
    results: [{ name: 'Smile Austin Dental', emails_found: 'hello@smileaustin.example' }],
  },
};

let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answers[`${request.method} ${request.url}`];
    request
      .resume()
      .on('end', () => response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('SCRAPEKIT_KEY', `sk_live_${'k'.repeat(40)}`);
  vi.stubEnv('SCRAPEKIT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('the first example of the README prints leads', async () => {
  const print = vi.spyOn(console, 'log').mockReturnValue();

  await import('../../examples/leads.ts');

  expect(print.mock.calls).toEqual([['Smile Austin Dental', ['hello@smileaustin.example']]]);
});
