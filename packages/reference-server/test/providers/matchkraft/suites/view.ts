import { describe, expect, test } from 'vitest';
import type { MatchKraftServer } from '../start-matchkraft.ts';

const ada = { firstName: 'Ada', lastName: 'Byron', website: 'https://a.example' };

export function describeView(server: () => MatchKraftServer): void {
  describe('view', () => {
    test.each([
      ['domain-scan', 'https://a.example', 'https://a.example,a.example,info@a.example,bait@a.example,1,'],
      [
        'email-validation',
        'anna@a.example',
        'anna@a.example,safe,send,95,,false,pass,pass,pass,false,false,false,false',
      ],
      ['email-finder', ada, 'Ada,Byron,https://a.example,ada@a.example,safe,95,'],
    ])('M03: the dashboard sends the rows of %s as CSV and as JSON', async (jobType, record, line) => {
      const account = await server().account();
      const jobId = await account.submit(jobType, [record]);
      const { results } = await account.ended(jobType, jobId);

      const file = await account.inDashboard('GET', `/jobs/${jobId}/results?format=csv`);
      const json = await account.inDashboard('GET', `/jobs/${jobId}/results?format=json`);
      const overview = await account.inDashboard('GET', '');

      expect(await file.text()).toBe(`${Object.keys(results[0]).join(',')}\r\n${line}\r\n`);
      expect(await json.json()).toMatchObject({ jobId, results });
      expect(await overview.text()).toContain(`Test: ${jobType}, 1 to do`);
    });
  });
}
