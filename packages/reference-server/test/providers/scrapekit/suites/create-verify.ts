import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../support/api.ts';
import type { TestServer } from '../../../support/test-server.ts';

const refusal = ({ status, body }: Answer) => [status, body.error.code];
const isoSeconds = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const many = (count: number, status: string, domain = 'example.com') =>
  Array.from({ length: count }, (_, index) => `${status}.${index}@${domain}`);

export function describeCreateVerify(server: () => TestServer): void {
  describe('POST /api/v1/verify/jobs', () => {
    test('C136: answers with exactly the documented fields', async () => {
      const { api } = await server().account(1);

      const { status, body } = await api.post('/verify/jobs', { emails: ['a@example.com', 'b@example.com'] });

      expect(status).toBe(202);
      expect(body).toEqual({
        job_id: expect.stringMatching(/^sk_verify_[A-Za-z0-9]{20}$/),
        status: 'queued',
        total: 2,
        estimated_credits: 0.01,
        created_at: isoSeconds,
      });
    });

    test.each([
      {},
      { emails: null },
      { emails: 'a@example.com' },
      { emails: { 0: 'a@example.com', length: 1 } },
      { emails: [] },
      { emails: ['none', '', 7, null, 'a@', 'x'.repeat(255) + '@example.com'] },
      { emails: ['a@example.com'], client_request_id: '' },
    ])('C129, C131: refuses %j', async (body) => {
      const { api } = await server().account(1);

      expect(refusal(await api.post('/verify/jobs', body))).toEqual([400, 'invalid_emails']);
    });

    test.each([
      [{ webhookUrl: 'https://example.com/' }, 'Unknown field "webhookUrl". Did you mean "webhook_url"?'],
      [{ email: 'b@example.com' }, 'Unknown field "email". Did you mean "emails"?'],
      [{ max_leads: 1 }, 'Unknown field "max_leads".'],
    ])(
      'C019, C075, C128: refuses the unknown field of %j, and creates and charges nothing',
      async (more, message) => {
        const { id, api } = await server().account(1);

        const answer = await api.post('/verify/jobs', { emails: ['a@example.com'], ...more });

        expect(refusal(answer)).toEqual([400, 'invalid_emails']);
        expect(answer.body.error.message).toBe(message);
        expect((await api.get('/verify/jobs')).body.jobs).toEqual([]);
        expect(await server().ledger(id)).toMatchObject({ balance: 1000, lines: [] });
      },
    );

    test.each(['', '{', '[]'])('C024: refuses the body %j with a specific code', async (body) => {
      const { api } = await server().account(1);
      const headers = { 'content-type': 'application/json' };

      expect(refusal(await api.send('POST', '/verify/jobs', { headers, body }))).toEqual([
        400,
        'invalid_emails',
      ]);
    });

    test.each(['http://example.com/', '', 5, 'https://'])(
      'C135: refuses %j for webhook_url',
      async (webhook) => {
        const { api } = await server().account(1);
        const body = { emails: ['a@example.com'], webhook_url: webhook };

        expect(refusal(await api.post('/verify/jobs', body))).toEqual([400, 'invalid_webhook']);
      },
    );

    test('C132, C133, C134: drops elements that cannot be addresses, and keeps order, repetitions and bad syntax', async () => {
      const { id: accountId, api } = await server().account(1);
      const kept = ['B@example.com', 'a..b@example.com', 'a@b', 'B@example.com', 'role@example.com'];
      const emails = [7, kept[0], 'none', kept[1], null, kept[2], 'a@', kept[3], [], kept[4]];

      const id = await api.verify(emails);
      const job = await api.ended(id);
      const { body } = await api.get(`/verify/jobs/${id}/results`);

      expect(job).toMatchObject({ total: 5, processed: 5, credits_used: 0.025 });
      expect(body.results.map(({ email }: { email: string }) => email)).toEqual(
        kept.map((email) => email.toLowerCase()),
      );
      expect(
        (await server().ledger(accountId)).lines.map(({ kind, units, row }) => [kind, units, row]),
      ).toEqual(kept.map((_, row) => ['verify', -5, row]));
    });

    test.each([
      [0.145, 29],
      [0.285, 57],
      [0.47, 94],
      [0.005, 1],
    ])('C047, C050, C052: a balance of %d queues %d addresses', async (balance, affordable) => {
      const { api } = await server().account(balance);
      const emails = many(100, 'safe');

      const { body } = await api.post('/verify/jobs', { emails });
      await api.ended(body.job_id);
      const { results } = (await api.get(`/verify/jobs/${body.job_id}/results`)).body;

      expect(body).toMatchObject({ total: affordable, estimated_credits: (affordable * 5) / 1000 });
      expect(results.map(({ email }: { email: string }) => email)).toEqual(emails.slice(0, affordable));
    });

    test('C051, C053: requires credits for one address', async () => {
      const { api } = await server().account(0.004);

      const refused = await api.post('/verify/jobs', { emails: ['a@example.com'] });

      expect(refusal(refused)).toEqual([402, 'insufficient_credits']);
      expect(refused.body.error.message).toBe('Not enough credits. 0.005 required per email.');
    });

    test('C084: has no limit on active jobs', async () => {
      const { api } = await server().account(1);
      const { release } = server().leadEngine.verifier.hold('six.example');

      const jobs = await Promise.all(
        Array.from({ length: 6 }, async () => await api.verify(['a@six.example'])),
      );
      release();

      for (const id of jobs) expect((await api.ended(id)).status).toBe('completed');
    });

    test('C026, C130, C137: accepts 100,000 addresses of 254 characters, and not one more', async () => {
      const { api } = await server().account(500);
      const { release } = server().leadEngine.verifier.hold('bulk.example');
      const domain = 'bulk.example';
      const emails = many(100_000, 'safe', domain).map((email) => email.padStart(254, 'x'));

      const accepted = await api.post('/verify/jobs', { emails });
      const refused = await api.post('/verify/jobs', { emails: [...emails.map(() => 7), 'a@example.com'] });
      await api.post(`/jobs/${accepted.body.job_id}/cancel`);
      release();

      expect([accepted.status, accepted.body.total, accepted.body.estimated_credits]).toEqual([
        202, 100_000, 500,
      ]);
      expect(refusal(refused)).toEqual([400, 'invalid_emails']);
    });

    test('C026: refuses more than 32 MB, and more than 64 kB elsewhere', async () => {
      const { api } = await server().account(1);
      const init = { headers: { 'content-type': 'application/json' }, body: ' '.repeat(33_554_433) };

      expect(refusal(await api.send('POST', '/verify/jobs', init))).toEqual([413, 'payload_too_large']);
    });
  });
}
