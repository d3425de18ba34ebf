import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  allSteps,
  inputDataFor,
  NOW,
  readingSteps,
  scrapfly,
  scrapflyBodies,
  type CatchHookStep,
} from './catch-hook-steps.ts';
import { readCode, runCodeStep, type Item } from './code-step.ts';
import { startProviderApi, type Answer, type Routes } from './provider-api.ts';

interface Run {
  readonly items: readonly Item[];
  readonly urls: readonly string[];
}

interface RunOptions {
  readonly routes?: Routes;
  readonly inputData?: Readonly<Record<string, string>>;
}

async function run(step: CatchHookStep, { routes, inputData }: RunOptions = {}): Promise<Run> {
  await using api = await startProviderApi(step.host, routes ?? step.routes.completed(step.rows));
  const values = { ...inputDataFor(step), ...inputData };
  const items = await runCodeStep(step.file, { inputData: values, fetch: api.fetch, now: NOW });
  return { items, urls: api.urls };
}

/** Returns the message of the error that stops the Zap, after checking that it shows no secret. */
async function failureOf(step: CatchHookStep, options: RunOptions): Promise<string> {
  const error: unknown = await run(step, options).then(
    () => new Error('The step returned items.'),
    (thrown: unknown) => thrown,
  );
  const { message, stack = '' } = error as Error;
  expect(stack).not.toMatch(/the-api-key|whsec_\w{10}|the_first_key|1a8c1001/);
  return message;
}

const manyRows = (count: number): readonly Item[] => Array.from({ length: count }, (_, row) => ({ row }));
const lastPath = ({ paths }: CatchHookStep): string => paths.at(-1)!;
const withAnswer = (step: CatchHookStep, path: string, answer: Answer): Routes => ({
  ...step.routes.completed(step.rows),
  [path]: answer,
});

test('C103, S09, N09, M03, F01: after a genuine delivery every row of the job is an item', async () => {
  for (const step of allSteps) {
    const { items, urls } = await run(step);

    expect(items.map(({ email: _, ...item }) => item)).toEqual(
      step.rows.map(({ email: _, ...row }, index) => ({
        ...row,
        has_row: true,
        job_id: step.jobId,
        job_status: 'completed',
        rows_total: step.rows.length,
        rows_returned: step.rows.length,
        row_id: `${step.jobId}:${index + 1}`,
      })),
    );
    expect(urls).toEqual(step.paths.map((path) => step.host + path));
  }
});

test('C108: a lead has its first address as a column beside the text with all of them', async () => {
  const { items } = await run(allSteps[0]);

  expect(items.map(({ email, emails_found }) => ({ email, emails_found }))).toEqual([
    {
      email: 'hello@smileaustin.com',
      emails_found: 'hello@smileaustin.com;admin@smileaustin.com',
    },
    { email: 'info@downtown-dental.com', emails_found: 'info@downtown-dental.com' },
  ]);
});

test('C142: the rows of a verification job keep their own address and status', async () => {
  const body = '{"event":"verify.job.completed","data":{"job_id":"sk_verify_c1d2e3f4","status":"completed"}}';
  const path = '/api/v1/verify/jobs/sk_verify_c1d2e3f4';
  const verdict = { email: 'ann@example.com', status: 'safe', overall_score: 95 };
  const [scrapekit] = readingSteps;
  const { items } = await run(scrapekit, {
    inputData: inputDataFor(scrapekit, body),
    routes: {
      [path]: { json: { status: 'completed' } },
      [`${path}/results`]: { json: { results: [verdict] } },
    },
  });

  expect(items).toMatchObject([{ ...verdict, job_status: 'completed', has_row: true }]);
});

describe.each(readingSteps)('$file', (step) => {
  test('every request carries the API key', async () => {
    await using api = await startProviderApi(step.host, step.routes.completed(step.rows));
    await runCodeStep(step.file, { inputData: inputDataFor(step), fetch: api.fetch, now: NOW });

    const [name, value] = step.authentication;
    expect(api.headers.map((headers) => headers[name])).toEqual(step.paths.map(() => value));
  });

  test('a delivery that comes twice gives the same items with the same ids', async () => {
    expect((await run(step)).items).toEqual((await run(step)).items);
  });

  test('C101, S09, M11: a job that has not completed gives its status and no row', async () => {
    const { items, urls } = await run(step, { routes: step.routes.running });

    expect(items).toEqual([
      {
        has_row: false,
        job_id: step.jobId,
        job_status: expect.stringMatching(/running|pending/) as string,
        reason: '',
      },
    ]);
    expect(urls).toHaveLength(1);
  });

  test('C102, S02, N08, M05: a failed job gives its reason and no row, whatever the delivery says', async () => {
    const { items, urls } = await run(step, { routes: step.routes.failed });

    expect(items).toEqual([
      { has_row: false, job_id: step.jobId, job_status: 'failed', reason: step.failure },
    ]);
    expect(urls).toHaveLength(1);
  });

  test('C111: a job without rows gives one item that says so', async () => {
    const { items } = await run(step, { routes: step.routes.completed([]) });

    expect(items).toMatchObject([
      { has_row: false, job_status: 'completed', reason: 'The job found nothing.' },
    ]);
  });

  test('without max_rows the step returns 100 rows and says how many there are', async () => {
    const { items } = await run(step, { routes: step.routes.completed(manyRows(101)) });

    expect(items).toHaveLength(100);
    expect(items[0]).toMatchObject({ rows_total: 101, rows_returned: 100 });
  });

  test('max_rows limits the rows', async () => {
    const routes = step.routes.completed(manyRows(600));

    expect((await run(step, { routes, inputData: { max_rows: '2' } })).items).toHaveLength(2);
    expect((await run(step, { routes, inputData: { max_rows: '500' } })).items).toHaveLength(500);
  });

  test.each(['0', '501', '-1', '1.5', 'all', ' '])('max_rows %j is an error', async (maxRows) => {
    expect(await failureOf(step, { inputData: { max_rows: maxRows } })).toContain('from 1 to 500');
  });

  test('columns of a row cannot replace what the step says about the job', async () => {
    const row = {
      has_row: false,
      job_id: 'x',
      job_status: 'x',
      row_id: 'x',
      rows_total: -1,
      rows_returned: -1,
    };
    const { items } = await run(step, { routes: step.routes.completed([row]) });

    expect(items).toMatchObject([
      {
        has_row: true,
        job_id: step.jobId,
        job_status: 'completed',
        row_id: `${step.jobId}:1`,
        rows_total: 1,
      },
    ]);
  });

  test('rows of 6 MB are cut before 4 MB, because Zapier takes at most 6 MB', async () => {
    const rows = Array.from({ length: 60 }, () => ({ text: 'ü'.repeat(50_000) }));
    const { items } = await run(step, { routes: step.routes.completed(rows) });

    expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThan(4_000_000);
    expect(items).toHaveLength(39);
    expect(items[0]).toMatchObject({ rows_total: 60, rows_returned: 39 });
  });

  test('a row that is too large for Zapier is reported and not returned', async () => {
    const routes = step.routes.completed([{ text: 'x'.repeat(5_000_000) }]);
    const { items } = await run(step, { routes });

    expect(items).toMatchObject([{ has_row: false, reason: 'A row is too large for a Code step.' }]);
  });

  test('results over 50 MB stop the Zap with advice instead of exhausting the memory of the step', async () => {
    const routes = withAnswer(step, lastPath(step), { text: ' '.repeat(50_000_001) });

    expect(await failureOf(step, { routes })).toContain('too large for a Code step');
  });

  test.each([
    [{ status: 401, json: {} }, 'answered 401. Check api_key.'],
    [{ status: 403, json: {} }, 'answered 403. Check api_key.'],
    [{ status: 404, json: {} }, 'answered 404. The account has no such job.'],
    [{ status: 409, json: {} }, 'answered 409. Replay this run later.'],
    [{ status: 429, json: {} }, 'answered 429. Replay this run later.'],
    [{ status: 503, text: '<html>' }, 'answered 503. Replay this run later.'],
    [{ text: '<html>the-api-key</html>' }, 'missing, cut off or not JSON. Replay this run later.'],
    [{ json: { results: manyRows(50) }, cut: true }, 'missing, cut off or not JSON.'],
    [{ json: {} }, 'unknown form'],
    [{ json: { results: 7, items: 7, artifacts: 7 } }, 'unknown form'],
  ] as const)(
    'C003, C013, C029, C036, C098, C101, C188, C193: the answer %j to the results stops the Zap with advice',
    async (answer, advice) => {
      const json = 'json' in answer ? { status: 'COMPLETED', ...answer.json } : undefined;
      const routes = withAnswer(step, lastPath(step), { ...answer, json });

      expect(await failureOf(step, { routes })).toContain(advice);
    },
  );

  test('an API that does not answer ends the step before the 30 seconds that Zapier allows', async () => {
    await using api = await startProviderApi(step.host, step.routes.completed(step.rows));
    const controller = new AbortController();
    const limits: number[] = [];
    const running = runCodeStep(step.file, {
      inputData: inputDataFor(step),
      now: NOW,
      timeout: (ms) => {
        limits.push(ms);
        return controller.signal;
      },
      fetch: async (input, init) => {
        controller.abort();
        return await api.fetch(input, init);
      },
    });

    await expect(running).rejects.toThrow('Replay this run later');
    expect(limits).toEqual([25_000]);
  });

  test('C191: a redirect to another host is not followed', async () => {
    await using other = await startProviderApi('https://attacker.example', {});
    for (const path of step.paths) {
      const redirect = { status: 307, json: {}, headers: { location: other.loopback } };
      expect(await failureOf(step, { routes: withAnswer(step, path, redirect) })).toContain(
        'Replay this run',
      );
    }
    expect(other.headers).toEqual([]);
  });

  test('an answer without a status gives no row', async () => {
    const { items } = await run(step, { routes: { [step.paths[0]!]: { text: 'null' } } });

    expect(items).toEqual([{ has_row: false, job_id: step.jobId, job_status: 'unknown', reason: '' }]);
  });

  test.each(['', ' ', 'line\nbreak', 'schlüssel'])(
    'the API key %j is an error before a request',
    async (key) => {
      expect(await failureOf(step, { inputData: { api_key: key } })).toContain(
        'Enter api_key in the Input Data',
      );
    },
  );
});

test('C193: results that are null stop the Zap with advice', async () => {
  for (const step of readingSteps.filter(({ paths }) => paths.length === 2)) {
    const routes = withAnswer(step, lastPath(step), { text: 'null' });
    expect(await failureOf(step, { routes })).toContain('unknown form');
  }
});

describe('scrapfly', () => {
  const deliver = async (body: string) =>
    (await run(scrapfly, { inputData: inputDataFor(scrapfly, body) })).items;

  test('F20: a scrape that failed gives its reason and no row', async () => {
    expect(await deliver(scrapflyBodies.failed)).toEqual([
      { has_row: false, job_id: scrapfly.jobId, job_status: 'failed', reason: 'Blocked.' },
    ]);
  });

  test('F23: a body without a result gives no row', async () => {
    expect(await deliver(scrapflyBodies.queued)).toMatchObject([{ has_row: false, job_status: 'queued' }]);
  });

  test('F21: content at a link is left out, and the item says so', async () => {
    const [item] = await deliver(scrapflyBodies.linked);

    expect(item).toMatchObject({
      has_row: true,
      content: '',
      note: expect.stringContaining('too large') as string,
    });
    expect(JSON.stringify(item)).not.toContain('api.scrapfly.io');
  });

  test('F07: the secret in the body is in no item', async () => {
    expect(scrapfly.body).toContain(scrapfly.secret);
    expect(JSON.stringify(await deliver(scrapfly.body))).not.toContain(scrapfly.secret);
  });

  test('F11: a delivery that comes twice gives the same item with the same id', async () => {
    expect(await deliver(scrapfly.body)).toEqual(await deliver(scrapfly.body));
  });

  test('F14: an event of a crawl gives no row', async () => {
    const body = '{"payload":{"crawler_uuid":"1"},"event":"crawler_finished"}';
    expect(await deliver(body)).toMatchObject([{ has_row: false, job_status: 'ignored' }]);
  });
});

describe('the files', () => {
  const marker = '// These functions are the same for every provider.';
  const sharedPart = (file: string): string => readCode(file).slice(readCode(file).indexOf(marker));

  test('have the same functions after the part of their provider', () => {
    for (const { file } of readingSteps) expect(sharedPart(file)).toBe(sharedPart('scrapekit'));
    expect(sharedPart('scrapekit').startsWith(sharedPart('scrapfly'))).toBe(true);
    expect(sharedPart('scrapfly')).toContain(marker);
  });

  test('name in their second line exactly the Input Data that they read', () => {
    const known = [
      'raw_body',
      'message_id',
      'timestamp',
      'signature',
      'webhook_secret',
      'api_key',
      'max_rows',
    ];
    for (const { file } of allSteps) {
      const [, secondLine = '', ...code] = readCode(file).split('\n');
      const isIn = (text: string) => known.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
      expect(isIn(secondLine)).toEqual(isIn(code.join('\n')));
    }
  });

  test('read exactly the Input Data that the README tells the user to enter', () => {
    const readme = readFileSync(new URL('../../examples/zapier/README.md', import.meta.url), 'utf8');
    const lines = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const [header = [], , ...table] = lines.slice(lines.findIndex(([, first]) => first === 'name'));
    for (const { file } of allSteps) {
      const column = header.findIndex((title) => title.toLowerCase() === file);
      const told = table
        .filter((cells) => cells[column] === '✓')
        .map(([, name = '']) => name.replaceAll('`', ''));
      const [, secondLine = ''] = readCode(file).split('\n');
      expect(told.toSorted()).toEqual(/README\.md\): (.+)\.$/.exec(secondLine)?.[1]?.split(', ').toSorted());
    }
  });
});
