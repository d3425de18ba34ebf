import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

export function describeCancel(server: () => TestServer): void {
  describe('POST /api/v1/jobs/{id}/cancel', () => {
    test('C058, C153, C156, C159: written rows stay charged, and no more are written', async () => {
      const { id: accountId, api } = await server().account(1);
      const held = server().leadEngine.play('cancelled', { places: 60, holdFrom: 25 });
      const id = await api.scrape('cancelled');
      await api.jobWhen(id, ({ progress }) => progress.scraped === 25);

      const { status, body } = await api.send('POST', `/jobs/${id}/cancel`, { body: 'ignored' });
      held.release();
      const job = await api.ended(id);
      const { lines } = await server().ledger(accountId);

      expect(status).toBe(200);
      expect(body).toEqual({
        job_id: id,
        status: 'cancelled',
        cancelled_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        note: expect.stringMatching(/\S/),
      });
      expect(job).toMatchObject({ status: 'cancelled', error: null, credits_used: 0.375 });
      expect(lines).toHaveLength(25);
    });

    test('C153: cancels a job that has found nothing yet', async () => {
      const { api } = await server().account(1);
      const held = server().leadEngine.play('early', { places: 5, holdDiscovery: true });
      const id = await api.scrape('early');

      expect((await api.post(`/jobs/${id}/cancel`)).status).toBe(200);
      held.release();
      expect(await api.ended(id)).toMatchObject({ status: 'cancelled', credits_used: 0 });
    });

    test('C154: refuses a job that has ended, and a second cancel', async () => {
      const { api } = await server().account(1);
      const completed = await api.scrape('done');
      await api.ended(completed);
      const held = server().leadEngine.play('once', { places: 1, holdFrom: 0 });
      const cancelled = await api.scrape('once');
      await api.post(`/jobs/${cancelled}/cancel`);
      held.release();

      for (const id of [completed, cancelled]) {
        const { status, body } = await api.post(`/jobs/${id}/cancel`);
        expect([status, body.error.code]).toEqual([409, 'job_not_cancellable']);
      }
    });

    test('C157: one of ten simultaneous cancels succeeds', async () => {
      const { api } = await server().account(1);
      const held = server().leadEngine.play('ten', { places: 1, holdFrom: 0 });
      const id = await api.scrape('ten');

      const answers = await Promise.all(
        Array.from({ length: 10 }, async () => await api.post(`/jobs/${id}/cancel`)),
      );
      held.release();

      expect(answers.map(({ status }) => status).sort()).toEqual([
        200,
        ...Array.from({ length: 9 }, () => 409),
      ]);
    });

    test('C092, C158: a cancel at the moment of completion leaves one final status, which the ledger agrees with', async () => {
      const { id: accountId, api } = await server().account(10);
      for (let round = 0; round < 8; round++) {
        const held = server().leadEngine.play(`race ${round}`, { places: 10, holdFrom: 9 });
        const id = await api.scrape(`race ${round}`);
        await api.jobWhen(id, ({ progress }) => progress.scraped >= 9);

        held.release();
        const { status } = await api.post(`/jobs/${id}/cancel`);
        const job = await api.ended(id);
        const { lines } = await server().ledger(accountId);

        expect(job.status).toBe(status === 200 ? 'cancelled' : 'completed');
        expect(lines.filter(({ job_id }) => job_id === id)).toHaveLength(job.progress.scraped);
        expect((await api.get(`/scrape/jobs/${id}`)).body.status).toBe(job.status);
      }
    });
  });
}
