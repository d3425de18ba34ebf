import { describe, expect, test } from 'vitest';
import type { MatchKraftServer } from '../start-matchkraft.ts';

const ada = { firstName: 'Ada', lastName: 'Byron', website: 'https://a.example' };

export function describeView(server: () => MatchKraftServer): void {
  describe('view', () => {
    test.each([
      [
        'domain-scan',
        'https://a.example',
        'https://a.example,a.example,info@a.example,bait@a.example,1,',
        '1 website to scan',
      ],
      [
        'email-validation',
        'anna@a.example',
        'anna@a.example,safe,send,95,,false,pass,pass,pass,false,false,false,false',
        '1 address to verify',
      ],
      ['email-finder', ada, 'Ada,Byron,https://a.example,ada@a.example,safe,95,', '1 address to find'],
    ])(
      'M03: the dashboard sends the rows of %s as CSV and as JSON',
      async (jobType, record, line, ordered) => {
        const account = await server().account();
        const jobId = await account.submit(jobType, [record]);
        const { results } = await account.ended(jobType, jobId);

        const file = await account.inDashboard('GET', `/jobs/${jobId}/download?format=csv`);
        const json = await account.inDashboard('GET', `/jobs/${jobId}/download?format=json`);
        const overview = await account.inDashboard('GET', '');

        expect(await file.text()).toBe(`${Object.keys(results[0]).join(',')}\r\n${line}\r\n`);
        expect(await json.json()).toMatchObject({ jobId, results });
        expect(await overview.text()).toContain(`Test: ${ordered}`);
      },
    );

    test.each([
      ['email-validation', ['safe@b.example', 'unknown@b.example'], 'verify-list', 'unknown@b.example'],
      ['email-finder', [ada, { ...ada, firstName: 'Lost' }], 'find-emails', 'Lost, Byron, https://a.example'],
    ])('the dashboard starts the unknown items of %s again', async (jobType, records, form, list) => {
      const account = await server().account();
      server().web.fail('Lost', 2);
      const jobId = await account.submit(jobType, records);
      await account.ended(jobType, jobId);

      const page = await (await account.inDashboard('GET', `/jobs/${jobId}`)).text();
      const filled = await (await account.inDashboard('GET', `/new/${form}?unknowns=${jobId}`)).text();

      expect(page).toContain('Retry the unknowns');
      expect(/<textarea[^>]*>([^<]*)</.exec(filled)?.[1]?.trim()).toBe(list);
    });

    test('the dashboard fills the form of a scan that is to run again', async () => {
      const account = await server().account();
      const jobId = await account.submit('domain-scan', ['b.example', 7, 'a.example']);
      await account.ended('domain-scan', jobId);

      const filled = await (await account.inDashboard('GET', `/new/scan-domains?again=${jobId}`)).text();

      expect(/<textarea[^>]*>([^<]*)</.exec(filled)?.[1]?.trim()).toBe('b.example\na.example');
    });
  });
}
