import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

export function describeCredits(server: () => TestServer): void {
  describe('credits', () => {
    test('C046, C056: 500 rows reduce a balance of 7.5 to exactly 0', async () => {
      const { id: accountId, api } = await server().account(7.5);
      server().leadEngine.play('five hundred', { places: 700 });
      const id = await api.scrape('five hundred');

      const job = await api.ended(id);
      const { opening, balance, lines } = await server().ledger(accountId);

      expect(job).toMatchObject({
        status: 'completed',
        credits_used: 7.5,
        progress: { scraped: 500, target: 500 },
      });
      expect({ opening, balance }).toEqual({ opening: 7500, balance: 0 });
      // The parts of a job are written side by side, so the lines of its rows may be in another order.
      const rows = lines.map(({ row }) => Number(row)).toSorted((a, b) => a - b);
      expect(rows).toEqual(Array.from({ length: 500 }, (_, row) => row));
      expect(new Set(lines.map(({ kind, units, job_id }) => `${kind} ${units} ${job_id}`))).toEqual(
        new Set([`lead -15 ${id}`]),
      );
    });

    test.each([
      [11, '0.165'],
      [15, '0.225'],
      [37, '0.555'],
    ])('C044: prints the price of %d leads as %s', async (leads, credits) => {
      const { api } = await server().account(1);
      server().leadEngine.play(`exact ${leads}`, { places: leads });
      const id = await api.scrape(`exact ${leads}`);
      await api.ended(id);

      expect((await api.get(`/scrape/jobs/${id}`)).text).toContain(`"credits_used":${credits},`);
      expect((await api.get(`/scrape/jobs/${id}/results`)).text).toContain(`"credits_used":${credits},`);
    });

    test('C065, C066, A09, A21: jobs that share a balance never overdraw it, and end with the rows that it paid for', async () => {
      const { id: accountId, api } = await server().account(1.5);
      const held = server().leadEngine.play('shared', { places: 80, holdDiscovery: true });
      const jobs = await Promise.all(Array.from({ length: 5 }, async () => await api.scrape('shared')));

      held.release();
      const ended = await Promise.all(jobs.map(api.ended));
      const { balance, lines } = await server().ledger(accountId);
      const delivered = await Promise.all(
        jobs.map(async (id) => (await api.get(`/scrape/jobs/${id}/results`)).body),
      );

      expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'completed'));
      expect(delivered.flatMap(({ results }) => results)).toHaveLength(100);
      expect(lines).toHaveLength(100);
      expect(balance).toBe(0);
      for (const { results, results_count: count, credits_used: used } of delivered) {
        expect([count, used]).toEqual([results.length, (results.length * 15) / 1000]);
      }
    });

    test('C043, C059: leads and addresses are charged to one balance, and a job costs only the rows it wrote', async () => {
      const { api } = await server().account(1);
      server().leadEngine.play('capped', { places: 10 });
      const scrape = await api.scrape('capped', { max_leads: 4 });
      const list = await api.verify(['a@example.com', 'b@example.com']);

      const jobs = await Promise.all([scrape, list].map(api.ended));

      expect(jobs.map(({ credits_used: used }) => used)).toEqual([0.06, 0.01]);
      expect((await api.get('/account')).body.balance).toBe(0.93);
    });

    test('C064: a changed balance is booked as a grant', async () => {
      const { id, api } = await server().account(2);

      const { body } = await server().admin.patch(`/accounts/${id}`, { balance: 0.5 });
      const { opening, balance, lines } = await server().ledger(id);

      expect(body.balance).toBe(0.5);
      expect((await api.get('/account')).body.balance).toBe(0.5);
      expect(lines).toMatchObject([{ kind: 'grant', units: -1500, job_id: null, row: null }]);
      expect(balance).toBe(opening - 1500);
    });
  });
}
