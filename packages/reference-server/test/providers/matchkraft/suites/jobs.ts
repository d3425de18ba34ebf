import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MatchKraftServer } from '../start-matchkraft.ts';

const person = (firstName: string) => ({ firstName, lastName: 'Byron', website: 'https://a.example' });

export function describeJobs(server: () => MatchKraftServer): void {
  describe('jobs', () => {
    test('M03, M11: the results route returns the status and the progress of a job until it has ended', async () => {
      const account = await server().account();
      const held = server().web.hold('Slow');
      const jobId = await account.submit('email-finder', [person('Quick'), person('Slow')]);

      const running = await account.resultsWhen('email-finder', jobId, ({ processed }) => processed === 1);
      held.release();
      const completed = await account.ended('email-finder', jobId);

      const facts = { jobId, jobName: 'Test', jobType: 'email-finder', total: 2 };
      expect(running).toEqual({ ...facts, status: 'PROCESSING', processed: 1 });
      expect(completed).toMatchObject({ ...facts, status: 'COMPLETED', processed: 2 });
      expect(completed.results.map(({ email }: { email: string }) => email)).toEqual([
        'quick@a.example',
        'slow@a.example',
      ]);
    });

    test('M03: a job is found only under its type, by its account and with a UUID', async () => {
      const [owner, other] = [await server().account(), await server().account()];
      const jobId = await owner.submit('domain-scan', ['https://a.example']);
      const read = async ({ send }: typeof owner, path: string) => (await send('GET', path)).status;

      expect(await read(owner, `/domain-scan/results/${jobId.toUpperCase()}`)).toBe(200);
      expect(await read(other, `/domain-scan/results/${jobId}`)).toBe(404);
      expect(await read(owner, `/email-finder/results/${jobId}`)).toBe(404);
      expect(await read(owner, `/domain-scan/results/${randomUUID()}`)).toBe(404);
      expect(await read(owner, '/domain-scan/results/%00')).toBe(404);
    });

    test('M11: a job that was cancelled in the dashboard is FAILED and returns the rows written so far', async () => {
      const account = await server().account();
      const held = server().web.hold('Endless');
      const jobId = await account.submit('email-finder', [person('First'), person('Endless')]);
      await account.resultsWhen('email-finder', jobId, ({ processed }) => processed === 1);

      await account.inDashboard('POST', `/jobs/${jobId}/cancel`);
      const job = await account.ended('email-finder', jobId);
      held.release();

      expect(job).toMatchObject({
        status: 'FAILED',
        error: 'The job was cancelled.',
        results: [{ email: 'first@a.example' }],
      });
    });

    test('M11: a job costs nothing and runs on an empty balance', async () => {
      const account = await server().account();
      const jobId = await account.submit('domain-scan', ['https://a.example']);
      await account.ended('domain-scan', jobId);

      const { body } = await server().admin.get(`/ledger/${account.id}`);

      expect(body).toMatchObject({ balance: 0, lines: [] });
    });

    test('M03: a job that fails in the middle is tried again from its last row and repeats none', async () => {
      const account = await server().account();
      const names = Array.from({ length: 120 }, (_, index) => `Person${index}`);
      server().web.fail('Person60', 1);
      const jobId = await account.submit('email-finder', names.map(person));

      const { status, results } = await account.ended('email-finder', jobId);

      expect(status).toBe('COMPLETED');
      expect(results.map(({ firstName }: { firstName: string }) => firstName)).toEqual(names);
      expect(server().web.asked.filter((name) => name === 'Person60')).toHaveLength(2);
      expect(server().web.asked.filter((name) => name === 'Person0')).toHaveLength(1);
    });
  });
}
