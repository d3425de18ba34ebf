import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

const addresses: readonly (readonly string[])[] = [
  ['catch_all@x.example', 'safe@x.example', 'unknown@x.example'],
  [],
  ['unknown@y.example'],
  ['invalid@z.example'],
];

export function describeVerifyLeads(server: () => TestServer): void {
  const scrape = async (query: string, balance: number) => {
    const account = await server().account(balance);
    server().leadEngine.play(query, { places: 4, emails: (index) => addresses[index] ?? [] });
    const created = await account.api.post('/scrape/jobs', {
      query,
      location: 'Austin',
      verify_emails: true,
    });
    return { ...account, created: created.body, job: await account.api.ended(created.body.job_id) };
  };

  describe('scrapes with verify_emails', () => {
    test('C055, C080, C093, A05: charge rows and addresses separately, and nothing for unknown addresses', async () => {
      const { id, created, job } = await scrape('verified', 1);
      const { opening, balance, lines } = await server().ledger(id);

      expect(created).toMatchObject({ verify_emails: true, max_leads: 66, estimated_credits: 0.99 });
      expect(job).toMatchObject({
        status: 'completed',
        progress: { scraped: 4, verified: 2, target: 4 },
        credits_used: 0.06,
        verification_credits_used: 0.015,
      });
      expect(opening - balance).toBe(75);
      expect(lines.filter(({ kind }) => kind === 'lead').map(({ units, row }) => [units, row])).toEqual(
        [0, 1, 2, 3].map((row) => [-15, row]),
      );
      expect(
        lines.filter(({ kind }) => kind === 'lead_verify').map(({ units, row }) => [units, row]),
      ).toEqual([0, 1, 2].map((row) => [-5, row]));
    });

    test('C103, C109, C113, A08: show the best status of each lead', async () => {
      const { api, created } = await scrape('best', 1);

      const { body } = await api.get(`/scrape/jobs/${created.job_id}/results`);
      const { text } = await api.get(`/scrape/jobs/${created.job_id}/results?format=csv`);

      expect(body).toMatchObject({ results_count: 4, credits_used: 0.06 });
      expect(body.results.map((lead: { email_status: string }) => lead.email_status)).toEqual([
        'safe',
        '',
        'unknown',
        'invalid',
      ]);
      expect(text.split('\r\n')[0]).toMatch(/,emails_found,email_status$/);
      expect(text.split('\r\n')[1]).toMatch(/,safe$/);
    });

    test.each([
      [0.045, ['safe', ''], [0.03, 0.01], 0.005, 1],
      [0.015, ['unknown'], [0.015, 0], 0, 0],
      [0.024, ['unknown'], [0.015, 0], 0.009, 0],
      [0.025, ['safe'], [0.015, 0.01], 0, 1],
      [0.07, ['safe', '', 'unknown', 'unknown'], [0.06, 0.01], 0, 1],
    ])(
      'C049, C052, C065, C151: with %d credits, write every lead that was paid for, and leave addresses that were not unverified',
      async (credits, statuses, used, left, verified) => {
        const { id, api, created, job } = await scrape(`short of money ${credits}`, credits);
        const { body } = await api.get(`/scrape/jobs/${created.job_id}/results`);
        const { balance, opening, lines } = await server().ledger(id);

        expect(job).toMatchObject({ status: 'completed', progress: { scraped: statuses.length, verified } });
        expect([job.credits_used, job.verification_credits_used]).toEqual(used);
        expect(body.results.map((lead: { email_status: string }) => lead.email_status)).toEqual(statuses);
        expect(balance).toBe(left * 1000);
        expect(balance).toBe(lines.reduce((sum, { units }) => sum + units, opening));
      },
    );

    test('C093, C109: without verify_emails, no address is verified and no status shown', async () => {
      const { api } = await server().account(1);
      server().leadEngine.play('plain emails', { places: 1, emails: () => ['nobody-verifies@x.example'] });
      const id = await api.scrape('plain emails');

      const job = await api.ended(id);

      expect(job.progress.verified).toBe(0);
      expect(job).not.toHaveProperty('verification_credits_used');
      expect((await api.get(`/scrape/jobs/${id}/results`)).text).not.toContain('email_status');
      expect(server().leadEngine.verifier.asked).not.toContain('nobody-verifies@x.example');
    });
  });
}
