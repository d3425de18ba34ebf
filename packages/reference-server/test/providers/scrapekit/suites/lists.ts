import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

export function describeLists(server: () => TestServer): void {
  const idsOf = ({ jobs }: { jobs: readonly { job_id: string }[] }) => jobs.map(({ job_id }) => job_id);

  describe('extensions', () => {
    test('X01: lists jobs newest first, page by page', async () => {
      const { api } = await server().account(5);
      const made: string[] = [];
      for (let index = 0; index < 5; index++) {
        const id = await api.scrape(`listed ${index}`);
        await api.ended(id);
        made.unshift(id);
      }

      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await api.get(`/scrape/jobs?limit=2${cursor}`);
        seen.push(...idsOf(body));
        cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
      } while (cursor !== '');

      expect(seen).toEqual(made);
    });

    test('X01: filters by status and time, and refuses unknown values', async () => {
      const { api } = await server().account(5);
      const id = await api.scrape('filtered');
      await api.ended(id);

      expect(idsOf((await api.get('/scrape/jobs?status=completed')).body)).toEqual([id]);
      expect(idsOf((await api.get('/scrape/jobs?status=failed')).body)).toEqual([]);
      expect(idsOf((await api.get('/scrape/jobs?created_after=2020-01-01T00:00:00Z')).body)).toEqual([id]);
      expect(idsOf((await api.get('/scrape/jobs?created_after=2100-01-01T00:00:00Z')).body)).toEqual([]);
      for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=x', 'status=x', 'created_after=x']) {
        const { status, body } = await api.get(`/scrape/jobs?${query}`);
        expect([status, body.error.code]).toEqual([400, 'invalid_query']);
      }
    });

    const cursorOf = (time: number) => Buffer.from(`${time} sk_job_${'0'.repeat(20)}`).toString('base64url');

    test.each([
      'created_after=0000-01-01T00:00:00Z',
      'created_after=0001-01-01T00:00:00%2B14:00',
      'created_after=9999-12-31T23:59:59-14:00',
      `cursor=${cursorOf(253_402_300_800_000)}`,
      `cursor=${cursorOf(999_999_999_999_999)}`,
    ])('X01: refuses %s, because its year is not 1 to 9999', async (query) => {
      const { api } = await server().account(5);

      const { status, body } = await api.get(`/scrape/jobs?${query}`);

      expect([status, body.error.code]).toEqual([400, 'invalid_query']);
    });

    test.each([
      'created_after=0001-01-01T00:00:00Z',
      'created_after=9999-12-31T23:59:59Z',
      `cursor=${cursorOf(0)}`,
      `cursor=${cursorOf(253_402_300_799_999)}`,
    ])('X01: answers %s with a list', async (query) => {
      const { api } = await server().account(5);

      const { status, body } = await api.get(`/scrape/jobs?${query}`);

      expect([status, body]).toEqual([200, { jobs: [], next_cursor: null }]);
    });

    test('X02: finds a job by its client_request_id', async () => {
      const { api } = await server().account(5);
      const id = await api.scrape('named', { client_request_id: 'order 7/é' });
      await api.scrape('nameless');

      const { body } = await api.get(`/scrape/jobs?client_request_id=${encodeURIComponent('order 7/é')}`);

      expect(idsOf(body)).toEqual([id]);
      expect((await api.get(`/scrape/jobs/${id}`)).body.client_request_id).toBe('order 7/é');
    });

    test.each(['', 'x'.repeat(121), 7, 'nul\u0000'])(
      'X02: refuses %j for client_request_id',
      async (value) => {
        const { api } = await server().account(5);

        const answer = await api.post('/scrape/jobs', {
          query: 'a',
          location: 'b',
          client_request_id: value,
        });

        expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_query']);
      },
    );

    test('X03: shows the account of the key', async () => {
      const { id, key, api } = await server().account(1.234);

      const { body } = await api.get('/account');

      expect(body).toEqual({
        account_id: id,
        email: expect.stringContaining('@example.com'),
        balance: 1.234,
        key_prefix: key.slice(0, 12),
      });
    });
  });
}
