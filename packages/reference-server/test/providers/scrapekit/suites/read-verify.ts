import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../support/api.ts';
import type { TestServer } from '../../../support/test-server.ts';

const refusal = ({ status, body }: Answer) => [status, body.error.code];
const isoSeconds = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const many = (count: number, status: string, domain = 'example.com') =>
  Array.from({ length: count }, (_, index) => `${status}.${index}@${domain}`);

export function describeReadVerify(server: () => TestServer): void {
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
}
