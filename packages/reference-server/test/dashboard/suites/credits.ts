import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../support/test-server.ts';
import { openOwner } from './account-scene.ts';

const CREDITS = '/dashboard/credits';

export function describeCredits(server: () => TestServer): void {
  describe('the credits page', () => {
    test('C064: shows what was spent by provider, the ledger by job with the balance after it, and all lines as CSV', async () => {
      const { account, tab } = await openOwner(server(), 1);
      const leads = await account.api.scrape('for the ledger');
      await account.api.ended(leads);
      const verified = await account.api.verify(['safe@example.com', 'unknown@example.com']);
      await account.api.ended(verified);
      await account.api.post('/verify/email', { email: 'safe@example.com' });
      const { balance, opening, lines } = await server().ledger(account.id);

      const page = await tab.get(CREDITS);
      const ledger = await tab.get(`${CREDITS}/ledger`);
      const csv = await tab.get(`${CREDITS}/ledger.csv`);

      const spent = (opening - balance) / 1000;
      expect(page.text).toContain(`<strong>${balance / 1000}</strong>`);
      expect(page.text).toContain(`Credits by day: ${spent} in 30 days`);
      expect(page.text).toContain('data-label="ScrapeKit"');
      const rows = ledger.text.split('<tr role="row">').slice(2);
      expect(rows).toHaveLength(3);
      expect(rows[0]).toMatch(/1 address verified.*ScrapeKit.*-0\.005<.*0\.945</s);
      expect(rows[1]).toMatch(
        new RegExp(`2 addresses verified.*1 refund.*/jobs/${verified}.*-0\\.005<.*0\\.95<`, 's'),
      );
      expect(rows[2]).toMatch(new RegExp(`3 leads.*/jobs/${leads}.*-0\\.045<.*0\\.955<`, 's'));
      const [header, ...records] = csv.text.trimEnd().split('\r\n');
      expect(header).toBe('time,kind,credits,balance,job_id,row');
      expect(records).toHaveLength(lines.length);
      expect(records[0]).toMatch(new RegExp(`^\\d{4}-.*Z,lead,-0\\.015,0\\.985,${leads},0$`));
      expect(records.at(-1)).toMatch(new RegExp(`,verify,-0\\.005,${balance / 1000},,$`));
      expect(csv.headers.get('content-disposition')).toMatch(/filename="ledger-\d{4}-\d\d-\d\d\.csv"/);
    });

    test('tells that the balance is low on the overview and on this page, below the limit of the account', async () => {
      const { tab } = await openOwner(server(), 1);
      const isLow = async (path: string) => (await tab.get(path)).text.includes('The balance is low');

      const before = [await isLow(CREDITS), await isLow('/dashboard')];
      const wrong = await tab.post(`${CREDITS}/low-balance`, { limit: '1,5' });
      const saved = await tab.post(`${CREDITS}/low-balance`, { limit: '1' });
      const after = [await isLow(CREDITS), await isLow('/dashboard')];

      expect(before).toEqual([true, true]);
      expect([wrong.status, saved.status]).toEqual([400, 303]);
      expect(wrong.text).toContain('value="1,5"');
      expect(wrong.text).toContain('Write a number of credits');
      expect(after).toEqual([false, false]);
    });

    test('says what to do when nothing was spent, and shows no ledger of another account', async () => {
      const [mine, yours] = [await openOwner(server(), 1), await openOwner(server(), 1)];
      const id = await mine.account.api.scrape('mine alone');
      await mine.account.api.ended(id);

      const pages = await Promise.all(
        ['', '/ledger', '/ledger.csv'].map(async (path) => await yours.tab.get(CREDITS + path)),
      );

      expect(pages[0]?.text).toContain('Start a job');
      expect(pages[1]?.text).toContain('The balance has not changed yet.');
      expect(pages[2]?.text).toBe('time,kind,credits,balance,job_id,row\r\n');
      for (const { text } of pages) expect(text).not.toContain(id);
    });

    test.each(['before=x', 'before=-1', 'after=1e30', 'before=1&before=2', 'before=%00'])(
      'refuses the page %s of the ledger',
      async (query) => {
        const { tab } = await openOwner(server(), 1);

        expect((await tab.get(`${CREDITS}/ledger?${query}`)).status).toBe(400);
      },
    );
  });
}
