import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../support/api.ts';
import type { TestServer } from '../../../support/test-server.ts';

const refusal = ({ status, body }: Answer) => [status, body.error.code];

export function describeVerifyEmail(server: () => TestServer): void {
  describe('POST /api/v1/verify/email', () => {
    test('C122, C123, C124: answers with exactly the documented fields, in lower case', async () => {
      const { api } = await server().account(1);

      const { status, body } = await api.post('/verify/email', { email: 'Hello@SmileAustin.com' });

      expect(status).toBe(200);
      expect(body).toEqual({
        email: 'hello@smileaustin.com',
        status: 'safe',
        score: 95,
        reason: null,
        checks: {
          syntax: 'pass',
          mx: 'pass',
          smtp: 'pass',
          disposable: false,
          role_account: false,
          catch_all: false,
          free_provider: false,
        },
        credits_used: 0.005,
      });
    });

    test.each([
      [{ email: 'a@example.com', webhookUrl: 'x' }, 'Unknown field "webhookUrl".'],
      [{ emails: 'a@example.com' }, 'Unknown field "emails". Did you mean "email"?'],
    ])('C019, C075, C128: refuses the unknown field of %j and charges nothing', async (wrong, message) => {
      const { id, api } = await server().account(1);

      const { status, body } = await api.post('/verify/email', wrong);

      expect([status, body]).toEqual([
        400,
        { error: { code: 'invalid_email', message, request_id: expect.stringMatching(/^req_/) } },
      ]);
      expect((await server().ledger(id)).lines).toEqual([]);
    });

    test.each([undefined, null, 7, true, [], {}, '', 'a@', '@b', 'ab', 'none', `${'a'.repeat(250)}@b.co`])(
      'C120, C128: refuses %j and charges nothing',
      async (email) => {
        const { id, api } = await server().account(1);

        expect(refusal(await api.post('/verify/email', { email }))).toEqual([400, 'invalid_email']);
        expect((await server().ledger(id)).lines).toEqual([]);
      },
    );

    test.each(['a@@b.com', 'a@b@c.com', 'a b@c.com', ' a@b.com', 'a@b.com\n', 'a@b .com', 'abc@', '@abc'])(
      'C121, A15: refuses %j, which is not an address',
      async (email) => {
        const { api } = await server().account(1);

        expect(refusal(await api.post('/verify/email', { email }))).toEqual([400, 'invalid_email']);
      },
    );

    test.each([
      '"a@b.com',
      'a..b@x.com',
      '"a@b"@x.com',
      `${'a'.repeat(248)}@b.co`,
      'a@b',
      '"a\\"@b"@x.com',
      'ü@ü.de',
    ])('C120, C121, A15: answers with a verdict on %j', async (email) => {
      const { api } = await server().account(1);

      expect((await api.post('/verify/email', { email })).status).toBe(200);
    });

    test.each(['', '{', '[]', '"a@b.co"'])('C024: refuses the body %j with a specific code', async (body) => {
      const { api } = await server().account(1);
      const headers = { 'content-type': 'application/json' };

      expect(refusal(await api.send('POST', '/verify/email', { headers, body }))).toEqual([
        400,
        'invalid_email',
      ]);
    });

    test.each([
      ['safe', 0.005, null],
      ['role', 0.005, null],
      ['catch_all', 0.005, 'because catch_all'],
      ['disposable', 0.005, 'because disposable'],
      ['invalid', 0.005, 'because invalid'],
      ['disabled', 0.005, 'because disabled'],
      ['inbox_full', 0.005, 'because inbox_full'],
      ['unknown', 0, 'because unknown'],
    ])('C063, C125, C127, C151, A30: charges for %s exactly %d', async (status, credits, reason) => {
      const { id, api } = await server().account(1);

      const { body } = await api.post('/verify/email', { email: `${status}@example.com` });
      const { opening, balance, lines } = await server().ledger(id);

      expect(body).toMatchObject({ status, reason, credits_used: credits });
      expect(opening - balance).toBe(credits * 1000);
      expect(lines.map(({ kind, units }) => [kind, units])).toEqual(credits === 0 ? [] : [['verify', -5]]);
    });

    test('C051, C052, C053: requires credits for one address before it contacts a mail server', async () => {
      const broke = await server().account(0.004);
      const email = 'nobody-asks@example.com';

      const refused = await broke.api.post('/verify/email', { email });

      expect(refusal(refused)).toEqual([402, 'insufficient_credits']);
      expect(refused.body.error.message).toBe('Not enough credits. 0.005 required per email.');
      expect(server().leadEngine.verifier.asked).not.toContain(email);
      expect((await (await server().account(0.005)).api.post('/verify/email', { email })).status).toBe(200);
    });

    test('C065: a balance for seven addresses pays for seven of twenty simultaneous requests', async () => {
      const { id, api } = await server().account(0.035);

      const answers = await Promise.all(
        Array.from({ length: 20 }, async () => await api.post('/verify/email', { email: 'a@example.com' })),
      );
      const { balance, lines } = await server().ledger(id);

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
      expect(answers.filter(({ status }) => status === 402)).toHaveLength(13);
      expect([balance, lines.length]).toEqual([0, 7]);
    });

    test('C033, C034: has a separate limit of 120 requests a minute', async () => {
      const { api } = await server().account(0);

      const answers = await Promise.all(
        Array.from({ length: 121 }, async () => await api.post('/verify/email', { email: 'a@example.com' })),
      );

      expect(answers.filter(({ status }) => status === 402)).toHaveLength(120);
      expect(answers.find(({ status }) => status === 429)?.body.error.message).toBe(
        'Rate limit exceeded. Max 120 requests per 60s on this endpoint.',
      );
      expect((await api.get('/account')).status).toBe(200);
      expect((await api.post('/scrape/jobs', {})).status).toBe(400);
    });
  });
}
