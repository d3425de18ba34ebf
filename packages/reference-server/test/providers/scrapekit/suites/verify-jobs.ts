import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../support/api.ts';
import { startReceiver } from '../../../support/receiver.ts';
import type { TestServer } from '../../../support/test-server.ts';

const refusal = ({ status, body }: Answer) => [status, body.error.code];
const isoSeconds = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const statuses = ['safe', 'role', 'catch_all', 'disposable', 'invalid', 'disabled', 'inbox_full', 'unknown'];
const many = (count: number, status: string, domain = 'example.com') =>
  Array.from({ length: count }, (_, index) => `${status}.${index}@${domain}`);

export function describeVerifyJobs(server: () => TestServer): void {
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
      expect(refused.body.error.message).toContain('0.005 required per email');
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

  describe('GET /api/v1/verify/jobs/{id}', () => {
    test('C060, C138, C139: shows exactly the documented fields while the job runs', async () => {
      const { id: accountId, api } = await server().account(1);
      const { release } = server().leadEngine.verifier.hold('later.example');
      const id = await api.verify([
        ...many(3, 'safe'),
        ...many(2, 'unknown'),
        'catch_all@x.co',
        'a@later.example',
      ]);

      const running = await api.jobWhen(id, ({ processed }) => processed === 6);
      const { balance } = await server().ledger(accountId);
      release();
      await api.ended(id);

      expect(running).toEqual({
        job_id: id,
        status: 'running',
        total: 7,
        processed: 6,
        valid: 3,
        credits_used: 0.03,
        error: null,
        created_at: isoSeconds,
        updated_at: isoSeconds,
      });
      expect(balance).toBe(970);
    });

    test('C061, C064, C144: refunds the unknown addresses on completion', async () => {
      const { id: accountId, api } = await server().account(1);
      const id = await api.verify([...many(4, 'safe'), ...many(3, 'unknown'), ...many(2, 'invalid')]);

      const job = await api.ended(id);
      const { opening, balance, lines } = await server().ledger(accountId);

      expect(job).toMatchObject({ status: 'completed', processed: 9, valid: 4, credits_used: 0.03 });
      expect(opening - balance).toBe(30);
      expect(lines.filter(({ kind }) => kind === 'verify')).toHaveLength(9);
      expect(lines.filter(({ kind }) => kind === 'refund')).toMatchObject(
        [4, 5, 6].map((row) => ({ units: 5, row, job_id: id })),
      );
    });

    test('C062, C153, C158, A07: refunds the unknown addresses of a cancelled job, and charges no pending ones', async () => {
      const { id: accountId, api } = await server().account(1);
      const { release } = server().leadEngine.verifier.hold('pending.example');
      const id = await api.verify([
        ...many(3, 'safe'),
        ...many(2, 'unknown'),
        ...many(5, 'safe', 'pending.example'),
      ]);
      await api.jobWhen(id, ({ processed }) => processed === 5);

      const { status, body } = await api.post(`/jobs/${id}/cancel`);
      release();
      const job = await api.ended(id);
      const { balance } = await server().ledger(accountId);

      expect([status, body.status]).toEqual([200, 'cancelled']);
      expect(job).toMatchObject({
        status: 'cancelled',
        total: 10,
        processed: 5,
        valid: 3,
        credits_used: 0.015,
      });
      expect(balance).toBe(985);
    });

    test('C065: completes with the verdicts that were paid for when another job spends the balance', async () => {
      const { id: accountId, api } = await server().account(0.05);
      const { release } = server().leadEngine.verifier.hold('shared.example');
      const jobs = [
        await api.verify(many(10, 'safe', 'shared.example')),
        await api.verify(many(10, 'safe', 'shared.example')),
      ];
      release();

      const ended = await Promise.all(jobs.map(api.ended));
      const answers = await Promise.all(jobs.map(async (id) => await api.get(`/verify/jobs/${id}/results`)));
      const { balance } = await server().ledger(accountId);

      expect(ended.map(({ status }) => status)).toEqual(['completed', 'completed']);
      expect(answers.flatMap(({ body }) => body.results)).toHaveLength(10);
      for (const { body } of answers) expect(body.summary.total).toBe(body.results.length);
      expect(balance).toBe(0);
    });

    test('C048, C140, C144: the figures for 12,500 addresses are those of the documentation', async () => {
      const { id: accountId, api } = await server().account(62.5);
      const counts = {
        safe: 8120,
        role: 1544,
        catch_all: 1200,
        disposable: 300,
        invalid: 700,
        disabled: 200,
        inbox_full: 194,
        unknown: 242,
      };
      const id = await api.verify(Object.entries(counts).flatMap(([status, count]) => many(count, status)));

      const job = await api.ended(id);
      const { body, text } = await api.get(`/verify/jobs/${id}/results`);

      expect(job).toMatchObject({ total: 12_500, processed: 12_500, valid: 9664, credits_used: 61.29 });
      expect(body.summary).toEqual({ total: 12_500, ...counts });
      expect(body.results).toHaveLength(12_500);
      expect(text).toContain('"credits_used":61.29,');
      expect((await server().ledger(accountId)).balance).toBe(62_500 - 61_290);
    });

    test.each(['sk_verify_unknown', 'sk_job_aaaaaaaaaaaaaaaaaaaa', '%00', 'x'.repeat(10_000)])(
      'C098, C099: answers %s with job_not_found',
      async (id) => {
        const { api } = await server().account(1);

        expect(refusal(await api.get(`/verify/jobs/${id}`))).toEqual([404, 'job_not_found']);
        expect(refusal(await api.get(`/verify/jobs/${id}/results`))).toEqual([404, 'job_not_found']);
      },
    );

    test('C098, C099, C155: hides a job from other accounts and from the routes of scrapes', async () => {
      const mine = await server().account(1);
      const yours = await server().account(1);
      const id = await mine.api.verify(['a@example.com']);
      await mine.api.ended(id);

      expect(refusal(await yours.api.get(`/verify/jobs/${id}`))).toEqual([404, 'job_not_found']);
      expect(refusal(await yours.api.post(`/jobs/${id}/cancel`))).toEqual([404, 'job_not_found']);
      expect(refusal(await mine.api.get(`/scrape/jobs/${id}`))).toEqual([404, 'job_not_found']);
    });

    test('X01, X02: lists verifications apart from scrapes', async () => {
      const { api } = await server().account(1);
      const first = await api.verify(['a@example.com'], { client_request_id: 'list 1' });
      await api.scrape('not a verification');
      const second = await api.verify(['b@example.com']);

      const ids = async (query: string) =>
        (await api.get(`/verify/jobs?${query}`)).body.jobs.map(({ job_id }: { job_id: string }) => job_id);

      expect([first, second]).toEqual(expect.arrayContaining(await ids('limit=2')));
      expect(await ids('client_request_id=list%201')).toEqual([first]);
      expect((await api.get(`/verify/jobs/${first}`)).body.client_request_id).toBe('list 1');
    });
  });

  describe('GET /api/v1/verify/jobs/{id}/results', () => {
    test('C142, C143, A17: shows every verdict with its documented keys, and a summary of them', async () => {
      const { api } = await server().account(1);
      const id = await api.verify([...statuses.map((status) => `${status}@example.com`), 'A@gmail.com']);
      await api.ended(id);

      const { body, headers } = await api.get(`/verify/jobs/${id}/results`);

      expect(headers.get('content-type')).toContain('application/json');
      expect(Object.keys(body)).toEqual(['job_id', 'status', 'summary', 'credits_used', 'results']);
      expect(body).toMatchObject({
        job_id: id,
        status: 'completed',
        credits_used: 0.04,
        summary: {
          total: 9,
          ...Object.fromEntries(statuses.map((status) => [status, status === 'safe' ? 2 : 1])),
        },
      });
      expect(body.results[0]).toEqual({
        email: 'safe@example.com',
        status: 'safe',
        reason: null,
        role: false,
        catch_all: false,
        free_provider: false,
        overall_score: 95,
      });
      expect(body.results.slice(1).map(({ status }: { status: string }) => status)).toEqual([
        ...statuses.slice(1),
        'safe',
      ]);
      expect(body.results[1]).toMatchObject({ role: true, overall_score: 80 });
      expect(body.results[2]).toMatchObject({ catch_all: true, reason: 'because catch_all' });
      expect(body.results[8]).toMatchObject({ email: 'a@gmail.com', free_provider: true });
    });

    test('C145: the CSV parses to the rows of the JSON', async () => {
      const { api } = await server().account(1);
      const id = await api.verify([
        ...statuses.map((status) => `${status}@example.com`),
        '"a,b"@example.com',
      ]);
      await api.ended(id);

      const { text, headers } = await api.get(`/verify/jobs/${id}/results?format=csv`);
      const { body } = await api.get(`/verify/jobs/${id}/results`);

      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(text.startsWith('email,status,reason,role,catch_all,free_provider,overall_score\r\n')).toBe(
        true,
      );
      expect(text).toContain('\r\nsafe@example.com,safe,,false,false,false,95\r\n');
      expect(Papa.parse(text, { header: true, skipEmptyLines: true }).data).toEqual(
        body.results.map((verdict: object) =>
          Object.fromEntries(
            Object.entries(verdict).map(([key, value]) => [key, value === null ? '' : String(value)]),
          ),
        ),
      );
    });

    test('C102, C116, C141: refuses a job that is not completed or was cancelled, and unknown formats', async () => {
      const { api } = await server().account(1);
      const { release } = server().leadEngine.verifier.hold('never.example');
      const id = await api.verify(['a@never.example']);
      const running = await api.get(`/verify/jobs/${id}/results?format=csv`);
      await api.post(`/jobs/${id}/cancel`);
      release();

      expect(refusal(running)).toEqual([409, 'job_not_ready']);
      expect(refusal(await api.get(`/verify/jobs/${id}/results`))).toEqual([409, 'job_not_ready']);
      expect(refusal(await api.get(`/verify/jobs/${id}/results?format=xml`))).toEqual([400, 'invalid_query']);
    });
  });

  describe('webhooks of verifications', () => {
    test('C161, C162, C164, C166, C167: announce the end with the final figures', async () => {
      const { api } = await server().account(1);
      const receiver = await startReceiver();
      const id = await api.verify([...many(3, 'safe'), 'unknown@example.com'], {
        webhook_url: `${receiver.url}/done`,
      });
      const { release } = server().leadEngine.verifier.hold('off.example');
      const cancelled = await api.verify(['a@off.example'], { webhook_url: `${receiver.url}/off` });
      await api.post(`/jobs/${cancelled}/cancel`);
      release();

      const done = JSON.parse((await receiver.first('/done')).body.toString());
      const off = JSON.parse((await receiver.first('/off')).body.toString());
      await receiver.close();

      expect(done).toEqual({
        event: 'verify.job.completed',
        created_at: isoSeconds,
        data: {
          job_id: id,
          status: 'completed',
          total: 4,
          processed: 4,
          valid: 3,
          results_url: `${server().url}/api/v1/verify/jobs/${id}/results`,
          credits_used: 0.015,
        },
      });
      expect(off).toMatchObject({ event: 'verify.job.failed', data: { status: 'cancelled', processed: 0 } });
      expect(off.data).not.toHaveProperty('error');
    });
  });
}
