import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openOwner, openTab } from './suites/account-scene.ts';

const PASSWORD = 'a few words in a row';

describe('the sign-up', () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    // The proxy lets each test come from a network of its own.
    server = await startTestServer(database, {
      ...{ signUp: true, signUpCredits: 2.5, trustedProxy: '127.0.0.1', publicUrl: 'http://127.0.0.1' },
    });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const signUp = async (
    form: Record<string, string>,
    network: string,
    headers: Record<string, string> = {},
  ) => await openTab(server).post('/dashboard/sign-up', form, { 'x-forwarded-for': network, ...headers });

  test('creates an account with the credits of the setting, whose owner can log in', async () => {
    const form = await openTab(server).get('/dashboard/sign-up');
    const made = await signUp({ email: ' New@Example.com ', password: PASSWORD }, '10.0.0.1');
    const next = await openTab(server).get(made.location ?? '');
    const { body, status } = await server.logIn({ email: 'new@example.com', password: PASSWORD });
    const listed = await server.admin.get('/accounts?email=new@example.com');

    expect(form.status).toBe(200);
    expect([made.status, made.headers.get('set-cookie')]).toEqual([303, null]);
    expect(next.text).toContain('Log in with the e-mail address and password that you chose.');
    expect([status, body.email]).toEqual([200, 'new@example.com']);
    expect(listed.body.accounts).toMatchObject([{ account_id: body.account_id, balance: 2.5 }]);
  });

  test('C182: does not tell whether an address has an account, by its answer or by its time', async () => {
    const { account } = await openOwner(server);
    const timed = async (email: string) => {
      const begun = performance.now();
      const answer = await signUp({ email, password: PASSWORD }, '10.0.0.2');
      return { answer, ms: performance.now() - begun };
    };

    const known = await timed(account.email);
    const unknown = await timed('unknown-before@example.com');

    expect([known.answer.status, known.answer.location]).toEqual([
      unknown.answer.status,
      unknown.answer.location,
    ]);
    expect(known.answer.text).toBe(unknown.answer.text);
    expect([known.ms, unknown.ms].map((ms) => ms >= 390)).toEqual([true, true]);
    expect((await server.logIn({ ...account, password: PASSWORD })).status).toBe(401);
    expect((await server.logIn(account)).status).toBe(200);
  });

  test.each([
    [{ email: 'no address', password: PASSWORD }, 'Write an e-mail address'],
    [{ email: 'a@example.com', password: 'too short' }, 'at least 10 characters'],
    [{ email: 'ann.long@example.com', password: 'Ann.Long@example.com' }, 'not your e-mail address'],
    [{ email: 'a@example.com', password: 'x'.repeat(1_025) }, 'at most 1024 characters'],
    [{}, 'Write an e-mail address'],
  ])('refuses %j and says in the form what to change', async (form, message) => {
    const { status, text } = await signUp(form, '10.0.0.3');

    expect(status).toBe(400);
    expect(text).toContain(message);
    if ('password' in form) expect(text).not.toContain(`"${form.password}"`);
  });

  test('C181, C182: is refused from another site, and after five times from a network within a minute', async () => {
    const form = { email: 'often@example.com', password: 'short' };

    const foreign = await signUp(form, '10.0.0.4', { origin: 'https://evil.example' });
    const tries = await Promise.all(Array.from({ length: 5 }, async () => await signUp(form, '10.0.0.4')));
    const elsewhere = await signUp(form, '10.0.0.5');

    expect(foreign.status).toBe(403);
    expect(tries.map(({ status }) => status).toSorted()).toEqual([400, 400, 400, 400, 429]);
    expect(elsewhere.status).toBe(400);
  });

  test('does not exist without the setting', async () => {
    const other = await createPgliteDatabase();
    const closed = await startTestServer(other);

    const page = await openTab(closed).get('/dashboard/sign-up');
    const posted = await openTab(closed).post('/dashboard/sign-up', {
      email: 'a@example.com',
      password: PASSWORD,
    });
    const logIn = await openTab(closed).get('/dashboard/log-in');
    await closed.close();
    await other.drop();

    expect([page.location, posted.location]).toEqual(['/dashboard/log-in', '/dashboard/log-in']);
    expect(logIn.text).not.toContain('Sign up');
  });
});
