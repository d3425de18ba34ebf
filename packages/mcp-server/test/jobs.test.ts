import { describe, expect, test } from 'vitest';
import { json } from './fake-scrapekit.ts';
import { openSession, scrape, type TestSession } from './session.ts';

const ROUTE = 'GET /api/v1/scrape/jobs/sk_job_1';

async function startJob({ confirm }: TestSession) {
  const { data } = await confirm('scrapekit_scrape', scrape);
  return { operation: data.job.operation, id: data.job.id };
}

describe('get_job', () => {
  test('reads the status once when it is not asked to wait', async () => {
    const session = await openSession();
    const job = await startJob(session);

    const { data } = await session.call('get_job', job);

    expect(data.job.status).toBe('queued');
    expect(session.service.requests.filter((route) => route === ROUTE)).toHaveLength(1);
    expect(session.clock.slept).toEqual([]);
  });

  test('waits for the end of a job', async () => {
    const session = await openSession();
    const job = await startJob(session);
    let readings = 0;
    session.service.before = (route) => {
      if (route === ROUTE && ++readings === 3)
        Object.assign(session.service.jobs[0] ?? {}, { status: 'completed' });
      return undefined;
    };

    const { text, data } = await session.call('get_job', { ...job, wait_seconds: 45 });

    expect(data.job.status).toBe('completed');
    expect(text).toContain('Job sk_job_1 is completed.');
    expect(text).toContain('job_results reads its rows.');
    expect(readings).toBe(3);
  });

  test('tells the status of a job that has not ended in time', async () => {
    const session = await openSession();
    const job = await startJob(session);

    const { isError, data } = await session.call('get_job', { ...job, wait_seconds: 20 });

    expect([isError, data.job.status]).toEqual([false, 'queued']);
    expect(session.clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(20_000);
  });

  test('is an error with the id of the job when the job cannot be read', async () => {
    const session = await openSession();
    const job = await startJob(session);
    session.service.before = () => json({}, 503);

    const { isError, text, data } = await session.call('get_job', job);

    expect(isError).toBe(true);
    expect(text).toContain('Job sk_job_1 could not be read');
    expect(data.error.jobId).toBe('sk_job_1');
  });

  test('M11: takes a job that the service does not know yet as queued', async () => {
    const session = await openSession({ env: { MATCHKRAFT_API_KEY: 'key-of-the-tests' } });
    session.service.before = (route) =>
      route.startsWith('POST') ? json({ jobId: 'mk_1', status: 'PENDING' }) : json({}, 404);
    await session.confirm('matchkraft_domain_scan', { records: ['https://example.com'] });

    const { data } = await session.call('get_job', { operation: 'matchkraft_domain_scan', id: 'mk_1' });

    expect(data.job).toMatchObject({ id: 'mk_1', status: 'queued' });
  });
});

test('C049: a created job tells how many elements were not sent and whether fewer were accepted', async () => {
  const session = await openSession();
  session.service.before = (route) =>
    route.startsWith('POST') ? json({ job_id: 'sk_1', status: 'queued', max_leads: 80 }, 201) : undefined;

  const { text, data } = await session.confirm('scrapekit_scrape', scrape);
  const verified = await session.confirm('scrapekit_verify', { emails: ['a@x.test', 'A@x.test', 'nobody'] });

  expect(text).toContain('The provider accepted fewer than requested: see the receipt.');
  expect(data.job.receipt).toMatchObject({ quantity: 80, clampedFrom: 100 });
  expect(verified.text).toContain('Not sent: 2 invalid or repeated elements.');
});

describe('job_file', () => {
  async function openFile(body: Uint8Array) {
    const session = await openSession({ env: { SCRAPENEST_API_KEY: 'key-of-the-tests' } });
    session.service.before = (route) =>
      route.endsWith('/artifacts/art_1') ? { status: 200, headers: {}, body } : undefined;
    const file = { operation: 'scrapenest_scrape', id: 'job_1', file_id: 'art_1' };
    return (more = {}) => session.call('job_file', { ...file, ...more });
  }

  test('gives the parts of a text in turn', async () => {
    const text = 'é'.repeat(20_000) + 'the end';
    const read = await openFile(new TextEncoder().encode(text));

    const first = await read();
    const second = await read({ cursor: first.data.nextCursor });

    expect([first.data.text, second.data.text].join('')).toBe(text);
    expect([first.data.nextCursor, second.data.nextCursor]).toEqual(['20000', undefined]);
    expect(first.text).not.toContain('é');
  });

  test('refuses a file that is no text', async () => {
    const read = await openFile(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]));

    expect(await read()).toMatchObject({
      isError: true,
      text: expect.stringContaining('The file is no text'),
    });
  });
});

test('list_jobs lists the newest jobs first and as many as asked for', async () => {
  const session = await openSession();
  for (let count = 0; count < 3; count++) await startJob(session);

  const { text, data } = await session.call('list_jobs', { operation: 'scrapekit_scrape', limit: 2 });

  expect(text).toBe('2 jobs.');
  expect(data.jobs.map(({ id }: { readonly id: string }) => id)).toEqual(['sk_job_3', 'sk_job_2']);
  const one = await session.call('list_jobs', { operation: 'scrapekit_scrape', limit: 1 });
  expect(one.text).toBe('1 job.');
});

test('a job whose result only a webhook receives is started and says so', async () => {
  const session = await openSession({ env: { SCRAPFLY_API_KEY: 'key-of-the-tests' } });
  session.service.before = (route) =>
    route.endsWith('/scrape') ? json({ job_uuid: 'fly_1', success: true }) : undefined;

  const { text, data } = await session.confirm('scrapfly_scrape', {
    url: 'https://example.com',
    webhook_name: 'mine',
  });

  expect(text).toBe('Job fly_1 is queued. Only your webhook receives its result.');
  expect(data.job.operation).toBe('scrapfly_scrape');
});
