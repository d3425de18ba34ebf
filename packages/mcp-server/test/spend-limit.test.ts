import { expect, test } from 'vitest';
import { json, refusal } from './fake-scrapekit.ts';
import { openSession, scrape, type TestSession } from './session.ts';

/** What the session may still spend, in thousandths of a credit. */
const left = async ({ call }: TestSession): Promise<number> =>
  (await call('scrapekit_account')).data.sessionLeft;

test('a job that may cost more than the limit is refused before the user is asked', async () => {
  const { call, service } = await openSession();

  const result = await call('scrapekit_scrape', { ...scrape, max_leads: 334 });

  expect(result.isError).toBe(true);
  expect(result.text).toContain(
    'Nothing was started: it can cost 5.01 credits, and 5 of the 5 credits of this session are left.',
  );
  expect(result.text).toContain('SCRAPEKIT_MCP_SPEND_LIMIT');
  expect(service.paid).toEqual([]);
});

test('a call that costs exactly what is left is started, and nothing after it', async () => {
  const session = await openSession();
  const emails = Array.from({ length: 1_000 }, (_, number) => `a${number}@example.com`);

  const verified = await session.confirm('scrapekit_verify', { emails });
  const next = await session.call('scrapekit_verify_email', { email: 'a@example.com' });

  expect(verified.data.job.id).toBe('sk_job_1');
  expect(next.text).toContain('0 of the 5 credits of this session are left');
});

test('jobs that are confirmed at the same time cannot exceed the limit together', async () => {
  const session = await openSession();
  const { call, service } = session;
  const inputs = Array.from({ length: 10 }, (_, number) => ({ ...scrape, query: `dentists ${number}` }));
  const asked = await Promise.all(inputs.map((input) => call('scrapekit_scrape', input)));

  const results = await Promise.all(
    inputs.map((input, at) => call('scrapekit_scrape', { ...input, confirm: asked[at]?.data.confirm })),
  );

  expect(results.filter(({ isError }) => !isError)).toHaveLength(3);
  expect(service.paid).toHaveLength(3);
  expect(await left(session)).toBe(500);
});

test.each(['get_job', 'list_jobs', 'cancel_job'])(
  '%s replaces a reservation by what the job has cost',
  async (tool) => {
    const session = await openSession();
    const { data } = await session.confirm('scrapekit_scrape', scrape);
    expect(await left(session)).toBe(3_500);
    Object.assign(session.service.jobs[0] ?? {}, { status: 'completed', credits_used: 0.3 });
    const { operation, id } = data.job;

    const input = tool === 'list_jobs' ? { operation } : { operation, id };
    await session.call(tool, input);
    await session.call(tool, input);

    expect(await left(session)).toBe(4_700);
  },
);

test('a job that runs keeps its reservation', async () => {
  const session = await openSession();
  const { data } = await session.confirm('scrapekit_scrape', scrape);
  Object.assign(session.service.jobs[0] ?? {}, { status: 'running', credits_used: 0.3 });
  const { operation, id } = data.job;

  const { text } = await session.call('get_job', { operation, id });

  expect(text).toBe(
    'Job sk_job_1 is running. It has cost 0.3 credits. get_job with wait_seconds waits for its end.',
  );
  expect(await left(session)).toBe(3_500);
});

test('a job of another program changes nothing about what the session may spend', async () => {
  const session = await openSession();
  session.service.jobs.push({
    job_id: 'sk_other',
    client_request_id: '',
    created_at: '',
    status: 'completed',
    credits_used: 40,
  });

  await session.call('get_job', { operation: 'scrapekit_scrape', id: 'sk_other' });

  expect(await left(session)).toBe(5_000);
});

test('a refused job gives its reservation back', async () => {
  const session = await openSession();
  session.service.before = (route) =>
    route.startsWith('POST') ? refusal(402, 'insufficient_credits', 'The balance is too low.') : undefined;

  const result = await session.confirm('scrapekit_scrape', scrape);

  expect(result.isError).toBe(true);
  expect(await left(session)).toBe(5_000);
});

test('C189: a job with an unknown outcome and a call that may have been charged keep their reservations', async () => {
  const session = await openSession();
  session.service.before = (route) => {
    if (route.startsWith('POST')) throw new Error('socket hang up');
    return route.endsWith('/jobs') ? json({}, 500) : undefined;
  };

  await session.confirm('scrapekit_scrape', scrape);
  const { text } = await session.confirm('scrapekit_verify_email', { email: 'a@example.com' });

  expect(text).toContain('may have been charged');
  expect(await left(session)).toBe(3_495);
});

test('A05: the balance bounds what has no other bound', async () => {
  const session = await openSession();
  const input = { ...scrape, verify_emails: true };

  const tooMuch = await session.call('scrapekit_scrape', input);
  session.service.balance = 4.2;
  const bounded = await session.call('scrapekit_scrape', input);
  session.service.balance = undefined;
  const unknown = await session.call('scrapekit_scrape', input);

  expect(tooMuch).toMatchObject({ isError: true, text: expect.stringContaining('it can cost 50 credits') });
  expect(bounded.text).toContain('It costs at most 4.2 credits. It usually costs 2 credits.');
  expect(unknown).toMatchObject({ isError: true, text: expect.stringContaining('it has no highest cost') });
});

test('a call without a documented price counts as one credit', async () => {
  const session = await openSession({
    env: { SCRAPEKIT_API_KEY: 'key-of-the-tests', MATCHKRAFT_API_KEY: 'other-key-of-the-tests' },
    spendLimit: 1_999,
  });
  session.service.before = (route) =>
    route === 'POST /api/v2/domain-scan' ? json({ jobId: 'mk_1', status: 'PENDING' }) : undefined;
  const input = { records: ['https://example.com'] };

  const asked = await session.call('matchkraft_domain_scan', input);
  const first = await session.call('matchkraft_domain_scan', { ...input, confirm: asked.data.confirm });
  const second = await session.call('matchkraft_domain_scan', input);

  expect(asked.text).toContain('Its price is not documented, so it counts as 1 credit.');
  expect(first.data.job.id).toBe('mk_1');
  expect(second).toMatchObject({
    isError: true,
    text: expect.stringContaining('0.999 of the 1.999 credits'),
  });
});
