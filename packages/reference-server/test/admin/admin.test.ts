import { describe, expect, test } from 'vitest';
import { createApi } from '../support/api.ts';
import { onBothStorages } from '../support/on-both-storages.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

onBothStorages('the admin routes', startTestServer, [describeAdmin]);

function describeAdmin(server: () => TestServer): void {
  describe('/admin', () => {
    test.each(['', 'wrong', 'test-admin-token-0123456789x'])('refuses the token %j', async (token) => {
      const { status, body } = await createApi(`${server().url}/admin`, token).get('/deliveries');

      expect([status, body.error.code]).toEqual([401, 'invalid_admin_token']);
    });

    test.each([
      { email: 'no address', password: 'x', balance: 1 },
      { email: 'a@example.com', password: 'x', balance: 0.0001 },
      { email: 'a@example.com', password: 'x', balance: -1 },
      { email: 'a@example.com', password: '', balance: 1 },
      { email: 'a@example.com', password: 'x', balance: 1, extra: true },
    ])('refuses the account %j', async (account) => {
      const { status, body } = await server().admin.post('/accounts', account);

      expect([status, body.error.code]).toEqual([400, 'invalid_request']);
    });

    test('refuses a second account for an e-mail address', async () => {
      const account = { email: 'twice@example.com', password: 'x', balance: 1 };

      expect((await server().admin.post('/accounts', account)).status).toBe(201);
      expect((await server().admin.post('/accounts', account)).body.error.code).toBe('account_exists');
    });

    test('creates an account with a password of its own, finds it by its e-mail address, and changes it', async () => {
      const { admin, url } = server();
      const email = 'found@example.com';
      const logIn = async (password: string) =>
        (await createApi(`${url}/api`, '').post('/session', { email, password })).status;
      const { body: created } = await admin.post('/accounts', { email: 'Found@example.com', balance: 2 });
      const { body: found } = await admin.get('/accounts?email=FOUND@example.com');
      const first = await logIn(created.password);

      const changed = await admin.patch(`/accounts/${created.account_id}`, {
        ...{ add_credits: 0.5, password: 'another password' },
      });
      const statuses = [await logIn(created.password), await logIn('another password')];

      const account = { account_id: created.account_id, email, suspended: false };
      expect(found.accounts).toMatchObject([{ ...account, balance: 2 }]);
      expect(changed.body).toMatchObject({ ...account, balance: 2.5 });
      expect([first, ...statuses]).toEqual([200, 401, 200]);
    });

    test('lists the accounts in pages, in the order of their creation', async () => {
      const { admin } = server();
      const emails = ['one', 'two', 'three'].map((name) => `page-${name}@example.com`);
      for (const email of emails) await admin.post('/accounts', { email, balance: 0 });
      const listed: string[] = [];

      let after = '';
      do {
        const { body } = await admin.get(`/accounts?limit=2${after}`);
        listed.push(...body.accounts.map(({ email }: { email: string }) => email));
        after = body.next === null ? '' : `&after=${body.next}`;
      } while (after !== '');

      expect(listed.slice(-3)).toEqual(emails);
      expect(new Set(listed).size).toBe(listed.length);
      expect((await admin.get('/accounts?limit=0')).body.error.code).toBe('invalid_request');
    });

    test('passes latency and faults on to the simulated internet', async () => {
      await server().admin.post('/world', { latency_ms: 25, faults: { http_error: 0.25, smtp_reset: 0.5 } });

      expect(server().leadEngine.latencies).toContain(25);
      expect(server().leadEngine.faults).toContainEqual({ httpError: 0.25, smtpReset: 0.5 });
    });

    test('has no ledger for an unknown account', async () => {
      expect((await server().admin.get('/ledger/acct_none')).body.error.code).toBe('account_not_found');
      expect((await server().admin.patch('/accounts/%00', { suspended: true })).status).toBe(404);
    });
  });

  describe('health', () => {
    test.each(['/healthz', '/readyz'])('%s answers without a key', async (path) => {
      expect((await fetch(server().url + path)).status).toBe(200);
    });
  });
}
