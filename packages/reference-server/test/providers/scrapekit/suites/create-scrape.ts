import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

export function describeCreateScrape(server: () => TestServer): void {
  const location = 'Austin, Texas';

  describe('POST /api/v1/scrape/jobs', () => {
    test('C077, C078, C079, C080, C081, C082: answers with exactly the documented fields', async () => {
      const { api } = await server().account(100);

      const { status, body } = await api.post('/scrape/jobs', {
        query: 'dentists',
        location,
        max_leads: 500,
      });

      expect(status).toBe(202);
      expect(body).toEqual({
        job_id: expect.stringMatching(/^sk_job_[A-Za-z0-9]{20}$/),
        status: 'queued',
        query: 'dentists',
        location,
        max_leads: 500,
        verify_emails: false,
        estimated_credits: 7.5,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
    });

    test.each([
      undefined,
      '',
      ' \n\t',
      'x'.repeat(121),
      '😀'.repeat(121),
      7,
      null,
      ['dentists'],
      { text: 'dentists' },
    ])('C068, C069, C070: refuses %j for query and for location', async (value) => {
      const { api } = await server().account(1);

      const query = await api.post('/scrape/jobs', { query: value, location });
      const place = await api.post('/scrape/jobs', { query: 'dentists', location: value });

      expect([query.status, query.body.error.code]).toEqual([400, 'invalid_query']);
      expect([place.status, place.body.error.code]).toEqual([400, 'invalid_query']);
    });

    test.each(['x'.repeat(120), '😀'.repeat(120), ' padded ', 'half \ud800 of a pair', '"quoted" \\ <b>'])(
      'C070: echoes %j exactly as sent',
      async (query) => {
        const { api } = await server().account(1);

        const { status, body } = await api.post('/scrape/jobs', { query, location });

        expect(status).toBe(202);
        expect(body.query).toBe(query);
        expect((await api.get(`/scrape/jobs/${body.job_id}`)).body.query).toBe(query);
      },
    );

    test.each([-1, 500_001, 1.5, '10', true, [], {}])('C071: refuses %j for max_leads', async (value) => {
      const { api } = await server().account(1);

      const { status, body } = await api.post('/scrape/jobs', { query: 'a', location, max_leads: value });

      expect([status, body.error.code]).toEqual([400, 'invalid_query']);
    });

    test.each([
      ['0', 66],
      ['null', 66],
      ['500000', 66],
      ['1e1', 10],
      ['10.0', 10],
    ])('C049, C071, C072, C075: reads max_leads %s as an effective %d', async (text, effective) => {
      const { api } = await server().account(1);
      const body = `{"query":"a","location":"b","max_leads":${text}}`;

      const answer = await api.send('POST', '/scrape/jobs', {
        headers: { 'content-type': 'application/json' },
        body,
      });

      expect(answer.body).toMatchObject({ max_leads: effective, estimated_credits: (effective * 15) / 1000 });
    });

    test.each([
      [{ maxLeads: 2 }, 'Unknown field "maxLeads". Did you mean "max_leads"?'],
      [{ max_lead: 2 }, 'Unknown field "max_lead". Did you mean "max_leads"?'],
      [{ maxLeads: null }, 'Unknown field "maxLeads". Did you mean "max_leads"?'],
      [{ verifyEmails: true }, 'Unknown field "verifyEmails". Did you mean "verify_emails"?'],
      [{ webhookUrl: 'https://example.com/' }, 'Unknown field "webhookUrl". Did you mean "webhook_url"?'],
      [{ clientRequestId: 'mine' }, 'Unknown field "clientRequestId". Did you mean "client_request_id"?'],
      [{ budget: 1 }, 'Unknown field "budget".'],
    ])(
      'C019, C075, C128: refuses the unknown field of %j, and creates and charges nothing',
      async (more, message) => {
        const { id, api } = await server().account(1);

        const { status, body } = await api.post('/scrape/jobs', { query: 'dentists', location, ...more });

        expect([status, body]).toEqual([
          400,
          { error: { code: 'invalid_query', message, request_id: expect.stringMatching(/^req_/) } },
        ]);
        expect((await api.get('/scrape/jobs')).body.jobs).toEqual([]);
        expect(await server().ledger(id)).toMatchObject({ balance: 1000, lines: [] });
      },
    );

    test('C072: caps a job at 500000 leads', async () => {
      const { api } = await server().account(10_000);

      expect((await api.post('/scrape/jobs', { query: 'a', location })).body.max_leads).toBe(500_000);
    });

    test.each(['yes', 1, 0, 'true', []])('C073: refuses %j for verify_emails', async (value) => {
      const { api } = await server().account(1);

      const { status, body } = await api.post('/scrape/jobs', { query: 'a', location, verify_emails: value });

      expect([status, body.error.code]).toEqual([400, 'invalid_query']);
    });

    test.each([
      'http://example.com/',
      'ftp://example.com/',
      '//example.com',
      '',
      5,
      'https:',
      'https://',
      'https:///x',
    ])('C074: refuses %j for webhook_url', async (value) => {
      const { api } = await server().account(1);

      const { status, body } = await api.post('/scrape/jobs', { query: 'a', location, webhook_url: value });

      expect([status, body.error.code]).toEqual([400, 'invalid_webhook']);
    });

    test('C051, C052, C053, A10: requires credits for one lead', async () => {
      const broke = await server().account(0);
      const short = await server().account(0.014);
      const exact = await server().account(0.015);
      const create = { query: 'a', location };

      const refused = [
        await broke.api.post('/scrape/jobs', create),
        await short.api.post('/scrape/jobs', create),
      ];
      const accepted = await exact.api.post('/scrape/jobs', create);

      expect(refused.map(({ status, body }) => [status, body.error.code])).toEqual([
        [402, 'insufficient_credits'],
        [402, 'insufficient_credits'],
      ]);
      expect(refused[1]?.body.error.message).toBe(
        'Not enough credits. 0.015 required per lead; balance is 0.014.',
      );
      expect(accepted.body).toMatchObject({ max_leads: 1, estimated_credits: 0.015 });
    });

    test('C083, C084, C086: allows five active jobs, and another when one of them has ended', async () => {
      const { id, api } = await server().account(10);
      const held = server().leadEngine.play('five', { places: 1, holdFrom: 0 });
      const jobs = await Promise.all(Array.from({ length: 5 }, async () => await api.scrape('five')));

      const sixth = await api.post('/scrape/jobs', { query: 'five', location });
      await api.post(`/jobs/${jobs[0]}/cancel`);
      const afterwards = await api.post('/scrape/jobs', { query: 'five', location });
      held.release();
      await Promise.all([...jobs, afterwards.body.job_id].map(api.ended));

      expect([sixth.status, sixth.body.error.code]).toEqual([429, 'too_many_active_jobs']);
      expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(afterwards.status).toBe(202);
      expect((await server().ledger(id)).lines).toHaveLength(5);
    });

    test('C085: accepts exactly five of twenty simultaneous creates', async () => {
      const { api } = await server().account(10);
      const held = server().leadEngine.play('twenty', { places: 1, holdFrom: 0 });

      const answers = await Promise.all(
        Array.from({ length: 20 }, async () => await api.post('/scrape/jobs', { query: 'twenty', location })),
      );
      held.release();

      expect(answers.filter(({ status }) => status === 202)).toHaveLength(5);
      expect(answers.filter(({ body }) => body.error?.code === 'too_many_active_jobs')).toHaveLength(15);
    });

    test('C087, C088: two equal requests make two jobs, even with the same Idempotency-Key', async () => {
      const { api } = await server().account(1);
      const init = {
        headers: { 'content-type': 'application/json', 'idempotency-key': 'same' },
        body: JSON.stringify({ query: 'a', location }),
      };

      const [first, second] = [
        await api.send('POST', '/scrape/jobs', init),
        await api.send('POST', '/scrape/jobs', init),
      ];

      expect(first.body.job_id).not.toBe(second.body.job_id);
    });
  });
}
