import { describe, expect, test } from 'vitest';
import type { MatchKraftServer } from '../start-matchkraft.ts';

export function describeOperations(server: () => MatchKraftServer): void {
  describe('operations', () => {
    const resultsOf = async (jobType: string, records: readonly unknown[]) => {
      const account = await server().account();
      const { status, results } = await account.ended(jobType, await account.submit(jobType, records));
      return { status, results };
    };

    test('M02: a scan lists verified addresses, and suspected traps separately', async () => {
      expect(await resultsOf('domain-scan', ['https://a.example', 'closed.example'])).toEqual({
        status: 'COMPLETED',
        results: [
          {
            website: 'https://a.example',
            domain: 'a.example',
            emails: [{ email: 'info@a.example', status: 'safe', action: 'send', score: 95, reason: null }],
            suspectedTraps: [
              {
                email: 'bait@a.example',
                reason: 'suspected spam trap: stands on a.example only where no visitor sees it',
              },
            ],
            pagesRead: 1,
            reason: null,
          },
          {
            website: 'closed.example',
            domain: 'closed.example',
            emails: [],
            suspectedTraps: [],
            pagesRead: 0,
            reason: 'website cannot be read',
          },
        ],
      });
    });

    test.each([
      ['safe', 'send'],
      ['role', 'send'],
      ['catch_all', 'review'],
      ['inbox_full', 'retry'],
      ['unknown', 'retry'],
      ['disabled', 'drop'],
      ['disposable', 'drop'],
      ['invalid', 'drop'],
    ])('M02: a validation gives the status %s the action %s', async (name, action) => {
      const { results } = await resultsOf('email-validation', [`${name}@a.example`]);

      expect(results).toEqual([
        expect.objectContaining({
          email: `${name}@a.example`,
          status: name,
          action,
          suspectedTrap: false,
          disposable: name === 'disposable',
          role: name === 'role',
          catchAll: name === 'catch_all',
        }),
      ]);
    });

    test('M02: a validation advises to drop an address that its website hides, and names the website', async () => {
      const { results } = await resultsOf('email-validation', ['Bait@b.example', 'bait@closed.example']);

      expect(results).toEqual([
        {
          email: 'bait@b.example',
          status: 'suspected_trap',
          action: 'drop',
          score: 0,
          reason: 'suspected spam trap: stands on b.example only where no visitor sees it',
          suspectedTrap: true,
          syntax: 'pass',
          domain: 'pass',
          mailbox: 'pass',
          disposable: false,
          role: false,
          catchAll: false,
          freeProvider: false,
        },
        expect.objectContaining({ email: 'bait@closed.example', status: 'safe', suspectedTrap: false }),
      ]);
    });

    test('M02: a validation asks a mail server again after a greylist has deferred it', async () => {
      const { results } = await resultsOf('email-validation', ['greylisted@a.example', 'safe@a.example']);

      expect(results).toMatchObject([{ status: 'safe', action: 'send' }, { status: 'safe' }]);
    });

    test('M02: a finder returns the address of each person, or the reason why none was found', async () => {
      const ada = { firstName: 'Ada', lastName: 'Byron', website: 'https://a.example' };

      expect(await resultsOf('email-finder', [ada, { ...ada, firstName: 'Nobody' }])).toEqual({
        status: 'COMPLETED',
        results: [
          { ...ada, email: 'ada@a.example', status: 'safe', score: 95, reason: null },
          {
            ...ada,
            firstName: 'Nobody',
            email: null,
            status: 'not_found',
            score: 0,
            reason: 'mailbox not found',
          },
        ],
      });
    });

    const ada = { firstName: 'Ada', lastName: 'Byron', website: 'https://a.example' };
    test.each([
      ['domain-scan', 'a.example', 7, 'record 2 is not the URL of a website as text'],
      ['domain-scan', 'a.example', 'x'.repeat(2_049), 'record 2 is not the URL of a website as text'],
      ['email-validation', 'a@a.example', { email: 'b@a.example' }, 'record 2 is not an e-mail address'],
      ['email-finder', ada, { ...ada, website: null }, 'record 2 is not an object with the texts firstName'],
      ['email-finder', ada, null, 'record 2 is not an object with the texts firstName'],
    ])(
      'M11: %s with the good record %j and the bad record %j returns a row for each',
      async (jobType, good, bad, reason) => {
        const { status, results } = await resultsOf(jobType, [good, bad, good]);

        expect(status).toBe('COMPLETED');
        expect(results).toHaveLength(3);
        expect(results[1].reason).toContain(reason);
        expect(Object.keys(results[1])).toEqual(Object.keys(results[0]));
        expect(results[2]).toEqual(results[0]);
      },
    );

    test('M11: a record that fails on the server does not affect the other records', async () => {
      server().web.fail('Poison', 100);

      const { status, results } = await resultsOf('email-finder', [
        ada,
        { ...ada, firstName: 'Poison' },
        ada,
      ]);

      expect(status).toBe('COMPLETED');
      expect(results).toMatchObject([
        { email: 'ada@a.example' },
        { firstName: 'Poison', email: null, status: 'unknown', reason: expect.stringContaining('our side') },
        { email: 'ada@a.example' },
      ]);
    });

    test('M03: a long list returns every row, in the order of the records', async () => {
      const emails = Array.from({ length: 12_000 }, (_, index) => `person${index}@a.example`);

      const { results } = await resultsOf('email-validation', emails);

      expect(results.map(({ email }: { email: string }) => email)).toEqual(emails);
    });
  });
}
