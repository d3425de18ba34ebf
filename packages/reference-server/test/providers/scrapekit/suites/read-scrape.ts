import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';
import { NoBusinessesError } from '../../../../src/leads/pipeline.ts';

export function describeReadScrape(server: () => TestServer): void {
  describe('GET /api/v1/scrape/jobs/{id}', () => {
    test('C090, C093, C096: shows exactly the documented fields', async () => {
      const { api } = await server().account(1);
      server().leadEngine.play('shown', { places: 4 });
      const id = await api.scrape('shown');

      const job = await api.ended(id);

      expect(job).toEqual({
        job_id: id,
        status: 'completed',
        query: 'shown',
        location: 'Austin, Texas',
        progress: { scraped: 4, verified: 0, target: 4 },
        credits_used: 0.06,
        error: null,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
    });

    test('C091, C094, A22: the target is 0 until the businesses are known', async () => {
      const { api } = await server().account(1);
      const held = server().leadEngine.play('discovering', { places: 2, holdDiscovery: true });
      const id = await api.scrape('discovering', { max_leads: 1 });

      const before = await api.jobWhen(id, ({ status }) => status === 'running');
      held.release();
      const after = await api.ended(id);

      expect(before.progress).toEqual({ scraped: 0, verified: 0, target: 0 });
      expect(after.progress).toEqual({ scraped: 1, verified: 0, target: 1 });
    });

    test('C054, C055, C067: shows rows and their price while the job runs', async () => {
      const { id: accountId, api } = await server().account(1);
      const held = server().leadEngine.play('live', { places: 60, holdFrom: 30 });
      const id = await api.scrape('live');

      const running = await api.jobWhen(id, ({ progress }) => progress.scraped === 30);
      const { lines, balance } = await server().ledger(accountId);
      held.release();
      await api.ended(id);

      expect(running).toMatchObject({
        status: 'running',
        credits_used: 0.45,
        progress: { scraped: 30, target: 60 },
      });
      expect(lines).toHaveLength(30);
      expect(balance).toBe(550);
    });

    test('C097: the figures never fall', async () => {
      const { api } = await server().account(20);
      server().leadEngine.play('rising', { places: 800, emails: (index) => [`safe.${index}@example.com`] });
      const id = await api.scrape('rising', { verify_emails: true });
      const seen: number[][] = [];

      await api.jobWhen(id, ({ status, progress, credits_used: used }) => {
        seen.push([progress.scraped, progress.verified, used]);
        return status === 'completed';
      });

      for (const [index, figures] of seen.entries())
        figures.forEach((figure, at) => expect(figure).toBeGreaterThanOrEqual(seen[index - 1]?.[at] ?? 0));
      expect(seen.at(-1)).toEqual([800, 800, 12]);
    });

    test('C057, C095: a job that finds nothing fails with its reason and costs nothing', async () => {
      const { id: accountId, api } = await server().account(1);
      const reason = 'No unicorn breeders were found in Reykjavik.';
      server().leadEngine.play('unicorn breeders', { discoverFails: new NoBusinessesError(reason) });

      const job = await api.ended(await api.scrape('unicorn breeders'));

      expect(job).toMatchObject({ status: 'failed', error: reason, credits_used: 0 });
      expect((await server().ledger(accountId)).lines).toEqual([]);
    });

    test.each([
      'sk_job_unknown',
      'sk_verify_aaaaaaaaaaaaaaaaaaaa',
      '..%2f..',
      '%00',
      '%zz',
      'x'.repeat(10_000),
      '%F0%9F%98%80',
    ])('C098, C099: answers %s with job_not_found', async (id) => {
      const { api } = await server().account(1);
      const answers = await Promise.all([
        api.get(`/scrape/jobs/${id}`),
        api.get(`/scrape/jobs/${id}/results`),
        api.post(`/jobs/${id}/cancel`),
      ]);

      for (const { status, body } of answers)
        expect([status, body.error.code]).toEqual([404, 'job_not_found']);
    });

    test('C098: hides the jobs of one account from another', async () => {
      const mine = await server().account(1);
      const yours = await server().account(1);
      const id = await mine.api.scrape('private');
      await mine.api.ended(id);

      const foreign = await yours.api.get(`/scrape/jobs/${id}`);
      const unknown = await yours.api.get('/scrape/jobs/sk_job_aaaaaaaaaaaaaaaaaaaa');
      const cancel = await yours.api.post(`/jobs/${id}/cancel`);

      expect(foreign.status).toBe(404);
      expect({ ...foreign.body.error, request_id: '' }).toEqual({ ...unknown.body.error, request_id: '' });
      expect(cancel.status).toBe(404);
    });
  });
}
