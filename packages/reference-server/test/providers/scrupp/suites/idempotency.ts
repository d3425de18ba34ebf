import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Api } from '../../../support/api.ts';
import type { Stage } from '../start-scrupp.ts';

const bodyOf = (item: string) => ({ type: 'company.name', input: { items: [item] } });

const create = async (api: Api, key: string, body: object | string) =>
  await api.send('POST', '/jobs', {
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export function describeIdempotency(stage: () => Stage): void {
  describe('Idempotency-Key', () => {
    test('S11: the same key and body return the same job and answer, also after the job has ended', async () => {
      const { api, ended } = await stage().server.account();

      const first = await create(api, 'again', bodyOf('nobody'));
      await ended(first.body.job_id);
      const second = await create(api, 'again', bodyOf('nobody'));

      expect([second.status, second.body]).toEqual([first.status, first.body]);
    });

    test('S11: a body with another order of keys and other white space counts as the same', async () => {
      const { api } = await stage().server.account();

      const first = await create(api, 'order', '{"type":"company.name","input":{"items":["a"],"max":2}}');
      const second = await create(
        api,
        'order',
        '{ "input": {"max":2, "items":["a"]}, "type":"company.name" }',
      );

      expect(second.body).toEqual(first.body);
    });

    test('S11: the same key with another body is refused with 422 and creates no job', async () => {
      const { api, look } = await stage().server.account();
      const first = await create(api, 'other', bodyOf('a'));

      const second = await create(api, 'other', bodyOf('b'));

      expect([second.status, second.body.error_code]).toEqual([422, 'idempotency_key_reused']);
      expect((await create(api, 'other', bodyOf('a'))).body).toEqual(first.body);
      expect(await look(['nobody'])).toBeGreaterThan(first.body.job_id);
    });

    test('S11: the key of a refused create can be used again', async () => {
      const { api } = await stage().server.account();

      const refused = await create(api, 'free', { type: 'nothing', input: {} });
      const accepted = await create(api, 'free', bodyOf('a'));

      expect([refused.status, accepted.status]).toEqual([400, 202]);
    });

    test('S11: two accounts may use the same key', async () => {
      const { account } = stage().server;

      const [one, other] = await Promise.all(
        [await account(), await account()].map(async ({ api }) => await create(api, 'shared', bodyOf('a'))),
      );

      expect(one?.body.job_id).not.toBe(other?.body.job_id);
    });

    test.each(['', ' ', 'x'.repeat(256), 'two words'])('S11: the key "%s" is refused', async (key) => {
      const { api } = await stage().server.account();

      expect((await create(api, key, bodyOf('a'))).status).toBe(400);
    });

    test('S11: simultaneous creates with one key create one job, which only creates with the same body return', async () => {
      const request = fc.record({ key: fc.constantFrom('a', 'b'), item: fc.constantFrom('x', 'y') });
      await fc.assert(
        fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 10 }), async (requests) => {
          const { api } = await stage().server.account();

          const answers = await Promise.all(
            requests.map(async ({ key, item }) => ({ key, item, ...(await create(api, key, bodyOf(item))) })),
          );

          const jobs = new Set<number>();
          for (const key of new Set(requests.map((sent) => sent.key))) {
            const ofKey = answers.filter((answer) => answer.key === key);
            const accepted = ofKey.filter(({ status }) => status === 202);
            const [winner] = accepted;
            expect(new Set(accepted.map(({ body }) => body.job_id)).size).toBe(1);
            expect(new Set(accepted.map(({ item }) => item)).size).toBe(1);
            for (const { item, status } of ofKey) expect(status).toBe(item === winner?.item ? 202 : 422);
            jobs.add(winner?.body.job_id);
          }
          expect(jobs.size).toBe(new Set(requests.map((sent) => sent.key)).size);
        }),
        { numRuns: 8 },
      );
    });
  });
}
