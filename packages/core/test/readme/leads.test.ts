import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signWebhook } from '../../src/index.ts';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

const csv = 'place_id,name\r\n1,"Smile, Austin"\r\n';

const answers: Record<string, object | string> = {
  'POST /api/v1/scrape/jobs': { job_id: 'sk_job_1', status: 'queued' },
  'GET /api/v1/scrape/jobs/sk_job_1': { job_id: 'sk_job_1', status: 'completed' },
  'GET /api/v1/scrape/jobs/sk_job_1/results?format=csv': csv,
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
      .on('end', () =>
        response
          .writeHead(answer === undefined ? 404 : 200)
          .end(typeof answer === 'string' ? answer : JSON.stringify(answer)),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('SCRAPEKIT_API_KEY', `sk_live_${'k'.repeat(40)}`);
  vi.stubEnv('SCRAPEKIT_BASE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(() => vi.restoreAllMocks());

afterAll(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test.each(['leads', 'ports'])('the example %s of the README prints leads', async (name) => {
  const print = vi.spyOn(console, 'log').mockReturnValue();

  await import(`../../examples/${name}.ts`);

  expect(print.mock.calls).toEqual([['Smile Austin Dental', ['hello@smileaustin.example']]]);
});

test('the example settings of the README writes the CSV file and prints requests and progress', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'scrapekit-readme-'));
  const print = vi.spyOn(console, 'error').mockReturnValue();
  vi.doMock('node:fs/promises', () => ({
    writeFile: (path: string, data: AsyncIterable<Uint8Array>) => writeFile(join(directory, path), data),
  }));

  await import('../../examples/settings.ts');

  expect(await readFile(join(directory, 'leads.csv'), 'utf8')).toBe(csv);
  expect(print.mock.calls).toContainEqual(['sk_job_1', 'completed', 0]);
  expect(print.mock.calls).toContainEqual([expect.objectContaining({ method: 'POST', status: 200 })]);
  vi.doUnmock('node:fs/promises');
  await rm(directory, { recursive: true });
});

test('C170: the example verify of the README prints a genuine delivery and throws for a forged one', async () => {
  const secret = `whsec_${'a'.repeat(43)}`;
  vi.stubEnv('SCRAPEKIT_WEBHOOK_SECRET', secret);
  const print = vi.spyOn(console, 'log').mockReturnValue();
  const { POST } = await import('../../examples/verify.ts');
  const content = { event: 'scrape.job.completed', data: { job_id: 'sk_job_1', status: 'completed' } };
  const body = Buffer.from(JSON.stringify(content));
  const deliver = (key: string) => {
    const headers = signWebhook('scrapekit', { body, secret: key, now: new Date() });
    return POST(new Request('https://app.example/hook', { method: 'POST', headers, body }));
  };

  expect((await deliver(secret)).status).toBe(200);
  await expect(deliver('whsec_forged')).rejects.toThrow('The webhook was rejected');
  expect(print.mock.calls).toEqual([['sk_job_1', 'completed']]);
});
