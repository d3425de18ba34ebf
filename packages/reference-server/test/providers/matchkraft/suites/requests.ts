import { describe, expect, test } from 'vitest';
import type { MatchKraftServer } from '../start-matchkraft.ts';

const contact = { firstName: 'Ada', lastName: 'Byron', website: 'https://a.example' };

export function describeRequests(server: () => MatchKraftServer): void {
  describe('requests', () => {
    const post = async (headers: Record<string, string>) => {
      const url = `${server().url}/matchkraft/api/v2/domain-scan`;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"records":["a.example"]}',
      });
      return { status: response.status, body: await response.json() };
    };

    test.each([
      [{}, 'missing_api_key'],
      [{ apikey: 'wrong' }, 'invalid_api_key'],
    ])('M01: refuses the headers %j', async (headers, code) => {
      expect(await post(headers)).toEqual({
        status: 401,
        body: { error: expect.stringMatching(/API key/), code, requestId: expect.any(String) },
      });
    });

    test('M01, M13: takes a key of the account in the apikey header, and nowhere else', async () => {
      const { key } = await server().account();

      expect((await post({ apikey: key })).status).toBe(201);
      expect((await post({ authorization: `Bearer ${key}` })).status).toBe(401);
    });

    test('M01: refuses a suspended account', async () => {
      const account = await server().account();
      await server().admin.patch(`/accounts/${account.id}`, { suspended: true });

      expect(await account.send('POST', '/domain-scan', { records: ['a.example'] })).toMatchObject({
        status: 403,
        body: { error: 'This account is suspended.' },
      });
    });

    test.each([
      ['domain-scan', ['https://a.example', 'https://b.example']],
      ['email-validation', ['anna@a.example']],
      ['email-finder', [contact]],
    ])('M02, M13: answers %s with the id of a job and its name, pending', async (jobType, records) => {
      const { send } = await server().account();

      const { status, body } = await send('POST', `/${jobType}`, { jobName: 'Domain Scan', records });

      expect(status).toBe(201);
      expect(body).toEqual({
        jobId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
        jobName: 'Domain Scan',
        status: 'PENDING',
      });
    });

    test('M02: names a job after its type when it was given no name', async () => {
      const { send } = await server().account();

      const { body } = await send('POST', '/domain-scan', { records: ['a.example'] });

      expect(body.jobName).toBe('domain-scan');
    });

    const rule = 'records must be a list of 1 to 10000 records, each the URL of a website as text';
    test.each([
      ['no list', {}, `${rule}.`],
      ['something else than a list', { records: 'a.example' }, `${rule}.`],
      ['an empty list', { records: [] }, `${rule}; this one is empty.`],
      ['only other things', { records: [7, null] }, `${rule}; none of these is.`],
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
    ])('M11: refuses %s, and says what to send', async (_, wrong, error) => {
      const { send } = await server().account();

      expect(await send('POST', '/domain-scan', wrong)).toMatchObject({
        status: 400,
        body: { error, code: 'invalid_job' },
      });
    });

    test.each([
      ['email-validation', 'list of 1 to 100000 records, each an e-mail address as text'],
      ['email-finder', 'each an object with the texts firstName, lastName and website'],
    ])('M11: says what the records of %s are', async (jobType, error) => {
      const { send } = await server().account();

      const { status, body } = await send('POST', `/${jobType}`, { records: [] });

      expect(status).toBe(400);
      expect(body.error).toContain(error);
    });

    test.each(['[]', '{', ''])('M11: refuses the body %j', async (text) => {
      const { key } = await server().account();
      const url = `${server().url}/matchkraft/api/v2/email-finder`;

      const headers = { apikey: key, 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: text });

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: expect.stringContaining('JSON') });
    });

    test.each([
      ['GET', '/domain-scan', 405],
      ['GET', '/something-else/results/1', 404],
      ['POST', '', 404],
    ])('M02, M03, M11: answers %s %s with %i in its own shape', async (method, path, status) => {
      const { send } = await server().account();

      expect(await send(method, path)).toMatchObject({ status, body: { error: expect.any(String) } });
    });
  });
}
