import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { JobNotCompletedError } from '../../src/errors/job-not-completed-error.ts';
import { JobTimeoutError } from '../../src/errors/job-timeout-error.ts';
import { created, input, jobIn, results, scriptedScrapeKit } from './scripted-provider.ts';

const sent = ({ method, url }: { readonly method: string; readonly url: string }): string =>
  `${method} ${new URL(url).pathname}`;

test('C184, C194: a run creates a job, waits for it and streams its rows in normal form', async () => {
  const { scrapekit, requests } = scriptedScrapeKit([created, jobIn('running'), jobIn('completed'), results]);

  const leads = await Array.fromAsync(scrapekit.scrape.run(input));

  expect(leads.map(({ emails_found }) => emails_found)).toEqual([
    ['hello@smileaustin.example', 'office@smileaustin.example'],
    [],
  ]);
  expect(requests.map(sent)).toEqual([
    'POST /api/v1/scrape/jobs',
    'GET /api/v1/scrape/jobs/sk_job_4f7a9b1c',
    'GET /api/v1/scrape/jobs/sk_job_4f7a9b1c',
    'GET /api/v1/scrape/jobs/sk_job_4f7a9b1c/results',
  ]);
});

test('C190: a run that is used twice creates one job', async () => {
  const { scrapekit, requests } = scriptedScrapeKit([created, jobIn('completed'), results]);
  const run = scrapekit.scrape.run(input);

  const job = await run.started();
  await run.completed();
  const leads = await run.toArray();

  expect(job.id).toBe('sk_job_4f7a9b1c');
  expect(leads).toHaveLength(2);
  expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a run reports the created job first and then every status', async () => {
  const { scrapekit } = scriptedScrapeKit([
    created,
    jobIn('running', { progress: { scraped: 1, target: 2 } }),
    jobIn('completed', { progress: { scraped: 2, target: 2 } }),
    results,
  ]);
  const seen: unknown[] = [];

  await scrapekit.scrape
    .run(input, { onStatus: ({ id, status, progress }) => seen.push([id, status, progress?.done]) })
    .toArray();

  expect(seen).toEqual([
    ['sk_job_4f7a9b1c', 'queued', undefined],
    ['sk_job_4f7a9b1c', 'running', 1],
    ['sk_job_4f7a9b1c', 'completed', 2],
  ]);
});

test.each([
  [
    'throws',
    () => {
      throw new Error('the hook is broken');
    },
  ],
  ['rejects', () => Promise.reject(new Error('the hook is broken'))],
])(
  'a run has its paid job when onStatus %s at the first call, and does not create it again',
  async (_, onStatus) => {
    const { scrapekit, requests } = scriptedScrapeKit([created]);
    const run = scrapekit.scrape.run(input, { onStatus });

    await expect(run.toArray()).rejects.toThrow('the hook is broken');
    await expect(run.completed()).rejects.toThrow('the hook is broken');

    expect(run.job?.id).toBe('sk_job_4f7a9b1c');
    expect(requests).toHaveLength(1);
  },
);

test('a run reads the first status when an asynchronous onStatus has resolved', async () => {
  const { scrapekit, requests } = scriptedScrapeKit([created, jobIn('completed'), results]);
  const requestsSeen: number[] = [];

  await scrapekit.scrape
    .run(input, {
      onStatus: async () => {
        await new Promise((resolve) => void setImmediate(resolve));
        requestsSeen.push(requests.length);
      },
    })
    .toArray();

  expect(requestsSeen).toEqual([1, 2]);
});

test('a client is not created with a timeout that is no number', () => {
  expect(() => scriptedScrapeKit([], { timeoutMs: NaN })).toThrow(ConfigurationError);
});

test.each([
  ['timeoutMs', { timeoutMs: NaN }],
  ['timeoutMs', { timeoutMs: '60000' as unknown as number }],
  ['onStatus', { onStatus: 'log' as unknown as () => void }],
])('a run with an unusable %s creates no job', async (name, options) => {
  const { scrapekit, requests } = scriptedScrapeKit([created]);

  const error: unknown = await scrapekit.scrape
    .run(input, options)
    .started()
    .catch((each: unknown) => each);

  expect(ConfigurationError.isInstance(error)).toBe(true);
  expect(String(error)).toContain(`The option ${name} must be`);
  expect(requests).toEqual([]);
});

test('a run of a job that fails throws the reason and asks for no results', async () => {
  const { scrapekit, requests } = scriptedScrapeKit([created, jobIn('failed', { error: 'No area found.' })]);

  const error: unknown = await scrapekit.scrape
    .run(input)
    .toArray()
    .catch((each: unknown) => each);

  expect(JobNotCompletedError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ job: { id: 'sk_job_4f7a9b1c', status: 'failed' } });
  expect(String(error)).toContain('No area found');
  expect(requests).toHaveLength(2);
});

test('a run that stops waiting still has the job, so that it can be continued', async () => {
  const { scrapekit } = scriptedScrapeKit([created, jobIn('running')], { timeoutMs: 60_000 });
  const run = scrapekit.scrape.run(input);

  const error: unknown = await run.completed().catch((each: unknown) => each);

  expect(JobTimeoutError.isInstance(error)).toBe(true);
  expect(run.job?.id).toBe('sk_job_4f7a9b1c');
});

test('C195: an aborted run stops with the reason of the signal', async () => {
  const { scrapekit } = scriptedScrapeKit([created, jobIn('running')]);
  const controller = new AbortController();
  const stop = new Error('enough');

  const run = scrapekit.scrape.run(input, {
    signal: controller.signal,
    onStatus: ({ status }) => {
      if (status === 'running') controller.abort(stop);
    },
  });

  await expect(run.toArray()).rejects.toBe(stop);
});

test('an input that is refused sends nothing', async () => {
  const { scrapekit, requests } = scriptedScrapeKit([created]);

  await expect(scrapekit.scrape.create({ ...input, query: '' })).rejects.toSatisfy((error) =>
    InputError.isInstance(error),
  );
  expect(requests).toEqual([]);
});

test('a job is named by its id alone', async () => {
  const { scrapekit, requests } = scriptedScrapeKit([jobIn('completed')]);

  const job = await scrapekit.scrape.get('sk_job_4f7a9b1c');

  expect(job).toMatchObject({ id: 'sk_job_4f7a9b1c', operation: 'scrape', status: 'completed' });
  expect(requests.map(sent)).toEqual(['GET /api/v1/scrape/jobs/sk_job_4f7a9b1c']);
});

test.each([undefined, null, 7, {}])('%j names no job, which is an InputError', async (job) => {
  const { scrapekit, requests } = scriptedScrapeKit([jobIn('completed')]);
  const { scrape } = scrapekit;
  const unnamed = job as string;
  const calls: readonly (() => Promise<unknown>)[] = [
    () => scrape.get(unnamed),
    () => scrape.wait(unnamed),
    () => scrape.cancel(unnamed),
    () => scrape.results(unnamed)[Symbol.asyncIterator]().next(),
    () => scrape.rawResults(unnamed)[Symbol.asyncIterator]().next(),
    () => scrape.file(unnamed, 'csv')[Symbol.asyncIterator]().next(),
  ];

  const errors = await Promise.all(
    calls.map((call) =>
      Promise.resolve()
        .then(call)
        .catch((each: unknown) => each),
    ),
  );

  expect(errors.map((error) => InputError.isInstance(error))).toEqual(calls.map(() => true));
  expect(requests).toEqual([]);
});

test('C153: a job is cancelled', async () => {
  const { scrapekit, requests } = scriptedScrapeKit([jobIn('cancelled')]);

  const job = await scrapekit.scrape.cancel({ id: 'sk_job_4f7a9b1c' });

  expect(job.status).toBe('cancelled');
  expect(sent(requests[0]!)).toBe('POST /api/v1/jobs/sk_job_4f7a9b1c/cancel');
});

test('C112: the file of a job arrives without a changed byte', async () => {
  const csv = 'place_id,name\r\n1,"Smile, Austin"\r\n';
  const { scrapekit, requests } = scriptedScrapeKit([{ text: csv }]);

  expect(await text(scrapekit.scrape.file('sk_job_4f7a9b1c', 'csv'))).toBe(csv);
  expect(requests[0]!.url).toMatch(/\?format=csv$/);
});

test('an operation that answers at once is a function', async () => {
  const verdict = { email: 'a@example.com', status: 'safe', score: 95 };
  const { scrapekit, requests } = scriptedScrapeKit([{ json: verdict }]);

  expect(await scrapekit.verifyEmail({ email: 'A@example.com' })).toMatchObject(verdict);
  expect(requests.map(sent)).toEqual(['POST /api/v1/verify/email']);
});

test('C043: the cost of an input is calculated without a request', () => {
  const { scrapekit, requests } = scriptedScrapeKit([]);

  expect(scrapekit.scrape.estimate({ ...input, max_leads: 500 })).toEqual({ expected: 7500, atMost: 7500 });
  expect(requests).toEqual([]);
});
