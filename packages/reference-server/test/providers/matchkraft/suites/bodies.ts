import { describe, expect, test } from 'vitest';
import type { MatchKraftServer } from '../start-matchkraft.ts';

const contact = { firstName: 'Ada', lastName: 'Byron', website: 'https://a.example' };

export function describeBodies(server: () => MatchKraftServer): void {
  describe('bodies', () => {
    test.each([
      ['domain-scan', ['https://a.example', 'https://b.example']],
      ['email-validation', ['anna@a.example']],
      ['email-finder', [contact]],
    ])(
      'M02, M13: a create of %s returns the id, the name and the status PENDING',
      async (jobType, records) => {
        const { send } = await server().account();

        const { status, body } = await send('POST', `/${jobType}`, { jobName: 'Domain Scan', records });

        expect(status).toBe(201);
        expect(body).toEqual({
          jobId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
          jobName: 'Domain Scan',
          status: 'PENDING',
        });
      },
    );

    test('M02: a job without a name is named after its type', async () => {
      const { send } = await server().account();

      const { body } = await send('POST', '/domain-scan', { records: ['a.example'] });

      expect(body.jobName).toBe('domain-scan');
    });

    const rule = 'records must be a list of 1 to 10000 records, each the URL of a website as text';
    test.each([
      ['no records', {}, `${rule}.`],
      ['records that are no list', { records: 'a.example' }, `${rule}.`],
      ['an empty list', { records: [] }, `${rule}; this one is empty.`],
      ['only unusable records', { records: [7, null] }, `${rule}; none of these is.`],
      [
        'too many records',
        { records: Array.from({ length: 10_001 }, () => 'a.example') },
        `${rule}; this one has 10001. Send it as several jobs.`,
      ],
      [
        'a name that is no text',
        { jobName: 7, records: ['a.example'] },
        'jobName must be a text of at most 200 characters.',
      ],
      [
        'a misspelled name',
        { job_name: 'Mine', records: ['a.example'] },
        'Unknown field "job_name". Did you mean "jobName"?',
      ],
      [
        'an unknown field',
        { records: ['a.example'], webhook: 'https://a.example' },
        'Unknown field "webhook".',
      ],
    ])('M11: a create with %s is refused with a sentence that says what to send', async (_, wrong, error) => {
      const { send } = await server().account();

      expect(await send('POST', '/domain-scan', wrong)).toMatchObject({
        status: 400,
        body: { error, code: 'invalid_job' },
      });
    });

    test.each([
      ['email-validation', 'list of 1 to 100000 records, each an e-mail address as text'],
      ['email-finder', 'each an object with the texts firstName, lastName and website'],
    ])('M11: a refused create of %s describes the records it takes', async (jobType, error) => {
      const { send } = await server().account();

      const { status, body } = await send('POST', `/${jobType}`, { records: [] });

      expect(status).toBe(400);
      expect(body.error).toContain(error);
    });

    test.each(['[]', '{', ''])('M11: the body %j is refused', async (text) => {
      const { key } = await server().account();
      const url = `${server().url}/matchkraft/api/v2/email-finder`;

      const headers = { apikey: key, 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: text });

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: expect.stringContaining('JSON') });
    });
  });
}
