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
      { email: 'a@example.com', balance: 1 },
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
