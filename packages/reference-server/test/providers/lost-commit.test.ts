import { systemClock } from '@scrapekit/core/system-clock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type Answer } from '../support/api.ts';
import { startPostgresProxy, type Cut, type PostgresProxy } from '../support/postgres-proxy.ts';
import { createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestAccount, type TestServer } from '../support/test-server.ts';
import { creates, type Create } from './job-creates.ts';

const DATABASE_MESSAGE = /^The database did not answer, so it is unknown whether the job was created\. /;

/** Skips the pauses between look-ups, and never reaches the limit of all look-ups. */
const impatientClock = {
  ...systemClock,
  sleep: async (ms: number, signal?: AbortSignal) => {
    if (ms > 10_000) await systemClock.sleep(ms * 1_000, signal);
  },
};

describe('a COMMIT without an answer', () => {
  let database: TestDatabase;
  let proxy: PostgresProxy;
  let server: TestServer;

  beforeAll(async () => {
    database = await createPostgresDatabase();
    proxy = await startPostgresProxy(database.settings.databaseUrl ?? '');
    const { databaseUrl } = proxy;
    // Only the create commits, because no worker runs.
    server = await startTestServer(database, { databaseUrl, role: 'api' }, impatientClock);
  });
  afterAll(async () => {
    await server.close();
    await proxy.close();
    await database.drop();
  });

  const createAccount = async () => {
    const account = await server.account(1);
    await server.admin.post(`/accounts/${account.id}/webhook-endpoints`, {
      provider: 'scrapfly',
      url: 'https://127.0.0.1:9/hook',
      name: 'hook',
    });
    return account;
  };
  const send = async ({ key }: TestAccount, { path, body, headers }: Create) =>
    await createApi(server.url, key).send('POST', path.replace('KEY', key), {
      headers: { 'content-type': 'application/json', apikey: key, 'x-api-key': key, ...headers },
      body: body && JSON.stringify(body),
    });
  /** Sends a create whose COMMIT is cut. */
  const sendCut = async (account: TestAccount, create: Create, what: Cut['what']) => {
    const cut = proxy.cut({ text: 'insert into "job"', what });
    const [answer] = await Promise.all([send(account, create), cut]);
    return answer;
  };
  const jobsOf = async (account: TestAccount) => {
    const page = await (await server.dashboard(account)).send('GET', '/../dashboard/jobs');
    return [...page.text.matchAll(/href="\/dashboard\/jobs\/([\w-]+)"/g)].map(([, id]) => id);
  };

  describe.each(creates)('$name', (create) => {
    test('is answered like any other when the COMMIT took effect, and exists once', async () => {
      const account = await createAccount();

      const { status, body } = await sendCut(account, create, 'answer');

      expect(status).toBe(create.status);
      expect(await jobsOf(account)).toEqual([create.jobOf(body)]);
    });

    test('is refused as not created when the COMMIT was lost, and does not exist', async () => {
      const account = await createAccount();

      const answer = await sendCut(account, create, 'commit');

      expect([answer.status, messageOf(answer)]).toEqual([
        500,
        'The job was not created, and nothing was charged.',
      ]);
      expect(await jobsOf(account)).toEqual([]);
    });

    test('is answered as unknown, with the way to find out, while the database is away', async () => {
      const account = await createAccount();

      const answer = await sendCut(account, create, 'both');
      proxy.heal();

      expect(answer.status).toBe(500);
      expect(messageOf(answer)).toMatch(DATABASE_MESSAGE);
      expect(messageOf(answer)).toMatch(create.howToFindOut);
      expect(await jobsOf(account)).toHaveLength(1);
    });
  });

  test('C028: a create whose COMMIT reaches the database late is answered after it, and exists once', async () => {
    const [create] = creates as [Create];
    const account = await createAccount();

    const { status, body } = await sendCut(account, create, 'late');

    expect(status).toBe(202);
    expect(await jobsOf(account)).toEqual([body.job_id]);
  });

  test('C028, C029: only a ScrapeKit job that was surely not created gets job_create_failed', async () => {
    const [create] = creates as [Create];
    const account = await createAccount();

    const refused = await sendCut(account, create, 'commit');
    const unknown = await sendCut(account, create, 'both');
    proxy.heal();

    expect([refused, unknown].map(({ body }) => body.error.code)).toEqual([
      'job_create_failed',
      'internal_error',
    ]);
  });

  test('S11: a repeated create with the Idempotency-Key of an unknown outcome names the one job', async () => {
    const create = creates.find(({ headers }) => headers !== undefined) as Create;
    const account = await createAccount();
    await sendCut(account, create, 'both');
    proxy.heal();

    const { status, body } = await send(account, create);

    expect(status).toBe(202);
    expect(await jobsOf(account)).toEqual([body.id]);
  });

  test.each([
    { what: 'answer', status: 200, state: 'cancelled', case: 'took effect' },
    { what: 'late', status: 200, state: 'cancelled', case: 'reached the database late' },
    { what: 'commit', status: 500, state: 'queued', case: 'was lost' },
  ] as const)(
    'C153, C158: a cancellation whose COMMIT $case is answered with $status',
    async ({ what, status, state }) => {
      const { api } = await createAccount();
      const id = await api.scrape('dentists', { max_leads: 3 });
      const cut = proxy.cut({ text: 'update "job"', what });

      const [answer] = await Promise.all([api.post(`/jobs/${id}/cancel`), cut]);

      expect(answer.status).toBe(status);
      expect((await api.get(`/scrape/jobs/${id}`)).body.status).toBe(state);
    },
  );

  describe('N01, N06: a webhook endpoint of ScrapeNest', () => {
    const base = '/scrapenest/api/v1/webhook-endpoints';
    const post = async ({ key }: TestAccount, path: string, body?: object) =>
      await createApi(server.url, '').send('POST', base + path, {
        headers: { 'x-api-key': key, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const register = async (account: TestAccount) =>
      await post(account, '', { url: 'https://127.0.0.1:9/hook', enabled_events: ['job.created'] });

    test('is answered with its secret when the COMMIT of its registration took effect', async () => {
      const cut = proxy.cut({ text: 'insert into "webhook_endpoint"', what: 'answer' });
      const [{ status, body }] = await Promise.all([register(await server.account(1)), cut]);

      expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
    });

    test('is answered with its new secret when the COMMIT of its rotation took effect', async () => {
      const account = await server.account(1);
      const { body: registered } = await register(account);
      const cut = proxy.cut({ text: 'update "webhook_endpoint"', what: 'answer' });

      const [{ status, body }] = await Promise.all([post(account, `/${registered.id}/rotate-secret`), cut]);
      const second = await post(account, `/${registered.id}/rotate-secret`);

      expect([status, body.secret]).toEqual([200, expect.stringMatching(/^whsec_/)]);
      expect(body.secret).not.toBe(registered.secret);
      expect(second.status).toBe(409);
    });

    test('is not stored when the COMMIT was lost, and is answered as unknown while the database is away', async () => {
      const account = await server.account(1);
      const lost = proxy.cut({ text: 'insert into "webhook_endpoint"', what: 'commit' });
      const [refused] = await Promise.all([register(account), lost]);
      const away = proxy.cut({ text: 'insert into "webhook_endpoint"', what: 'both' });
      const [unknown] = await Promise.all([register(account), away]);
      proxy.heal();

      expect([refused, unknown].map(({ status }) => status)).toEqual([500, 500]);
      expect(messageOf(refused)).toBe('The webhook endpoint was not stored.');
      expect(messageOf(unknown)).toMatch(/unknown.+GET \/scrapenest\/api\/v1\/webhook-endpoints/);
    });
  });

  describe('C063, C064, C128: a verification of one address', () => {
    const verifyCut = async ({ api }: TestAccount, what: Cut['what']) => {
      const cut = proxy.cut({ text: 'insert into "ledger"', what });
      const [answer] = await Promise.all([api.post('/verify/email', { email: 'a@example.com' }), cut]);
      return answer;
    };
    const charges = async ({ id }: TestAccount) =>
      (await server.ledger(id)).lines.map(({ kind, units }) => [kind, units]);

    test('gets its verdict when its charge was committed', async () => {
      const account = await createAccount();

      const { status, body } = await verifyCut(account, 'answer');

      expect([status, body.status, body.credits_used]).toEqual([200, 'safe', 0.005]);
      expect(await charges(account)).toEqual([['verify', -5]]);
    });

    test('gets no verdict and costs nothing when its charge was not committed', async () => {
      const account = await createAccount();

      const { status, body } = await verifyCut(account, 'commit');

      expect([status, body.error.code]).toEqual([500, 'internal_error']);
      expect(body.error.message).toMatch(/Nothing was charged\.$/);
      expect(await charges(account)).toEqual([]);
    });

    test('is answered as unknown, with the way to find out, while the database is away', async () => {
      const account = await createAccount();

      const { status, body } = await verifyCut(account, 'both');
      proxy.heal();

      expect([status, body.error.code]).toEqual([500, 'internal_error']);
      expect(body.error.message).toMatch(/unknown whether the verification was charged.+\/api\/v1\/account/);
    });
  });
});

/** Returns the message of an error, which each provider puts in another place. */
const messageOf = ({ body }: Answer): string => body.message ?? body.error?.message ?? body.error;
