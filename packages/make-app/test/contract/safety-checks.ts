import { expect } from 'vitest';
import { isRepeatedByMake } from '../../src/emulator/make-error.ts';
import type { ReceivedResponse, SentRequest } from '../../src/emulator/exchange.ts';
import type { AppFiles } from '../../src/format/app-files.ts';
import { type Checks, errorOf } from './check.ts';
import { answerOf, API, openApp, openFiles, type OpenedApp } from './world.ts';

const KEY = 'sk_live_0123456789';
const dentists = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };
const charged: readonly (readonly [module: string, input: object])[] = [
  ['createScrapeJob', dentists],
  ['createVerificationJob', { emails: ['a@example.com'] }],
  ['runScrapeJob', { ...dentists, limit: 5 }],
  ['verifyEmail', { email: 'a@example.com' }],
  ['makeApiCall', { path: 'api/v1/scrape/jobs', method: 'POST', body: '{}' }],
];

/** Opens an app whose service answers as told. */
async function openScripted(
  files: AppFiles,
  answer: (request: SentRequest) => ReceivedResponse,
): Promise<OpenedApp> {
  const app = openFiles(files, (request) => Promise.resolve(answer(request)));
  await app.connect({ apiKey: KEY, baseUrl: API, checkKey: false });
  return app;
}

const refusal = (code: string) => ({ error: { code, message: 'A reason', request_id: 'r' } });

/** What no module may do, whatever the service or a bundle says. */
export const safetyChecks: Checks = {
  'a charged request that got no answer is not repeated by Make, and the error says where to look': async (
    files,
  ) => {
    for (const status of [500, 502, 503, 504]) {
      const app = await openScripted(files, () => answerOf(status, {}));

      for (const [module, input] of charged) {
        const error = await errorOf(app.run(module, input as Readonly<Record<string, unknown>>));

        expect([module, error.type, isRepeatedByMake(error)]).toEqual([module, 'RuntimeError', false]);
        expect(error.message).toContain('unknown whether');
        expect(error.message).toContain('https://scrapekit.ai/dashboard');
      }
    }
  },

  'the error of a lost create names the request ID if there is one': async (files) => {
    const app = await openScripted(files, () => answerOf(503, {}));

    const without = await errorOf(app.run('createScrapeJob', dentists));
    const withId = await errorOf(app.run('createScrapeJob', { ...dentists, client_request_id: 'order-1' }));

    expect(without.message).toContain('with the module "List scrape jobs", or on');
    expect(withId.message).toContain('with the module "List scrape jobs" and its request ID, or on');
  },

  'no error after a job was started makes Make start another': async (files) => {
    for (const status of [400, 402, 404, 409, 429, 500, 503]) {
      const app = await openScripted(files, ({ method }) =>
        method === 'POST' ? answerOf(202, { job_id: 'sk_job_1', status: 'queued' }) : answerOf(status, {}),
      );

      const error = await errorOf(app.run('runScrapeJob', { ...dentists, limit: 5 }));

      expect([error.type, isRepeatedByMake(error)]).toEqual(['RuntimeError', false]);
      expect(error.message).toContain('sk_job_1 was started');
    }
  },

  'a wait ends although the job does not': async (files) => {
    const app = await openScripted(files, ({ method }) =>
      answerOf(method === 'POST' ? 202 : 200, { job_id: 'sk_job_1', status: 'running' }),
    );

    const error = await errorOf(app.run('runScrapeJob', { ...dentists, limit: 5 }));

    expect(app.sent.length).toBeLessThan(100);
    expect(isRepeatedByMake(error)).toBe(false);
    expect(error.message).toContain('sk_job_1 has the status running');
  },

  'a wait for a failed job ends with its status': async (files) => {
    const app = await openScripted(files, ({ method }) =>
      answerOf(method === 'POST' ? 202 : 200, { job_id: 'sk_job_1', status: 'failed' }),
    );

    const error = await errorOf(app.run('runScrapeJob', { ...dentists, limit: 5 }));

    expect(app.sent).toHaveLength(2);
    expect(error.message).toContain('sk_job_1 has the status failed');
  },

  'errors have the types that Make acts on': async (files) => {
    const expected = [
      [400, 'DataError'],
      [401, 'InvalidAccessTokenError'],
      [402, 'OutOfSpaceError'],
      [404, 'DataError'],
      [409, 'DataError'],
      [418, 'RuntimeError'],
      [429, 'RateLimitError'],
      [500, 'ConnectionError'],
      [503, 'ConnectionError'],
    ] as const;

    for (const [status, type] of expected) {
      const app = await openScripted(files, () => answerOf(status, refusal('insufficient_credits')));
      for (const module of ['getScrapeJob', 'cancelScrapeJob', 'downloadLeads']) {
        const error = await errorOf(app.run(module, { jobId: 'sk_job_1' }));

        expect([status, error.type]).toEqual([status, type]);
        expect(error.message).toBe(
          `[${status}] A reason Add credits in the ScrapeKit dashboard, or ask for less.`,
        );
      }
    }
  },

  'a refused create keeps its type': async (files) => {
    for (const [status, type] of [
      [400, 'DataError'],
      [401, 'InvalidAccessTokenError'],
      [402, 'OutOfSpaceError'],
      [429, 'RateLimitError'],
    ] as const) {
      const app = await openScripted(files, () => answerOf(status, refusal('any')));

      const error = await errorOf(app.run('createScrapeJob', dentists));

      expect([status, error.type]).toEqual([status, type]);
    }
  },

  'an error without a reason says so': async (files) => {
    const app = await openScripted(files, () => answerOf(403, {}));

    const error = await errorOf(app.run('getScrapeJob', { jobId: 'sk_job_1' }));

    expect(error.message).toContain('The service gave no reason.');
  },

  'pages are read until the limit is reached': async (files) => {
    const pages: string[] = [];
    const app = await openScripted(files, ({ url }) => {
      const { searchParams } = new URL(url);
      pages.push(`${searchParams.get('limit') ?? ''} after ${searchParams.get('cursor') ?? 'none'}`);
      const jobs = Array.from({ length: 100 }, (_, index) => ({ job_id: `${pages.length}-${index}` }));
      return answerOf(200, { jobs, next_cursor: pages.length < 4 ? `cursor-${pages.length}` : null });
    });

    const jobs = await app.run('listScrapeJobs', { limit: 250 });
    const all = await app.run('listScrapeJobs', { limit: 5000 });

    expect(jobs).toHaveLength(250);
    expect(pages.slice(0, 3)).toEqual(['100 after none', '100 after cursor-1', '100 after cursor-2']);
    expect(all).toHaveLength(100);
  },

  'a key is shown in no log': async (files) => {
    const app = await openScripted(files, () => answerOf(200, { jobs: [], results: [] }));
    await app.connect({ apiKey: KEY, baseUrl: API });
    await app.run('getScrapeJob', { jobId: 'sk_job_1' });
    await app.run('createScrapeJob', dentists);
    await app.run('makeApiCall', { path: 'api/v1/account', method: 'GET' });
    await app.deliver('watchFinishedScrapeJobs', { data: { job_id: 'sk_job_1' } });

    expect(app.log).toHaveLength(5);
    expect(app.sent.every(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);
    expect(JSON.stringify(app.log)).not.toContain(KEY);
  },

  'a key does not follow a redirect': async (files) => {
    const app = await openScripted(files, () => answerOf(200, { jobs: [] }));
    await app.connect({ apiKey: KEY, baseUrl: API });
    await app.run('getScrapeJob', { jobId: 'sk_job_1' });
    await app.run('createScrapeJob', dentists);
    await app.run('makeApiCall', { path: 'api/v1/account', method: 'GET' });

    expect(app.sent.map(({ followsRedirects }) => followsRedirects)).toEqual([false, false, false, false]);
  },

  'an API call reaches the base URL only': async (files) => {
    const app = await openScripted(files, () => answerOf(200, {}));
    const paths = [
      'https://attacker.example/x',
      '//attacker.example/x',
      '/\\attacker.example/x',
      '@attacker.example/x',
      '.attacker.example/x',
      ':8080/x',
    ];

    for (const path of paths) await app.run('makeApiCall', { path, method: 'GET' });
    await app.run('makeApiCall', {
      path: '/api/v1/jobs',
      method: 'POST',
      qs: [{ key: 'a', value: 'b c' }],
      headers: [{ key: 'x-more', value: '1' }],
      body: '{"a":1}',
    });

    expect(app.strays).toEqual([]);
    expect(app.sent.every(({ url }) => new URL(url).origin === API)).toBe(true);
    expect(app.sent.at(-1)).toMatchObject({
      method: 'POST',
      url: `${API}/api/v1/jobs?a=b+c`,
      headers: { authorization: `Bearer ${KEY}`, 'x-more': '1' },
      body: '{"a":1}',
    });
  },

  'an ID from a bundle cannot lead to another route': async (files) => {
    const app = await openScripted(files, () => answerOf(200, { results: [] }));

    await app.run('getScrapeJob', { jobId: 'a/../../account?x#y' });
    await app.run('cancelScrapeJob', { jobId: 'a/../../account?x#y' });

    expect(app.sent.map(({ url }) => url)).toEqual([
      `${API}/api/v1/scrape/jobs/a%2F..%2F..%2Faccount%3Fx%23y`,
      `${API}/api/v1/jobs/a%2F..%2F..%2Faccount%3Fx%23y/cancel`,
    ]);
    for (const jobId of ['.', '..']) {
      const error = await errorOf(app.run('cancelScrapeJob', { jobId }));
      expect(error.type).toBe('BundleValidationError');
    }
  },

  'a base URL is a secure address without a query': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const wrong = [
      'http://api.test',
      'https://api.test/',
      'https://api.test?x=',
      'https://api.test#',
      'https://user@api.test',
      'https://api.test/a b',
      'api.test',
    ];

    for (const baseUrl of wrong) {
      const error = await errorOf(app.connect({ apiKey: KEY, baseUrl, checkKey: false }));
      expect([baseUrl, error.type]).toEqual([baseUrl, 'BundleValidationError']);
    }
    await app.connect({ apiKey: KEY, baseUrl: 'https://api.test/scrupp/v1', checkKey: false });
  },
};
