import { describe, expect, test } from 'vitest';
import type { Account, ScrapeNestServer } from '../start-scrapenest.ts';

interface Listed {
  readonly event_id: string;
  readonly event_type: string;
  readonly data: { readonly job_id: string };
}

export function describeEvents(server: () => ScrapeNestServer): void {
  const pageOf = async ({ call }: Account, query: string) => (await call('GET', `/events${query}`)).body;
  const typesOf = (events: readonly Listed[]) => events.map(({ event_type: type }) => type);

  describe('events', () => {
    test('N07: a successful job has five events, listed in the order in which they happened', async () => {
      const account = await server().account();
      const id = await account.scrape('http://smile.example/');
      await account.ended(id);
      const { artifacts } = (await account.call('GET', `/jobs/${id}/artifacts`)).body;

      const { events } = await pageOf(account, '');

      expect(typesOf(events)).toEqual([
        'job.created',
        'artifact.ready',
        'artifact.ready',
        'artifact.ready',
        'job.completed',
      ]);
      expect(events[4]).toEqual({
        event_id: expect.stringMatching(/^evt_[A-Za-z0-9]{20}$/),
        event_type: 'job.completed',
        version: '1',
        schema_ref: 'job.completed/1',
        occurred_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        org_id: expect.stringMatching(/^org_/),
        org_slug: expect.stringMatching(/^org-[a-z0-9]+$/),
        data: { job_id: id, status: 'succeeded', artifact_count: 3 },
      });
      expect(events[0].data).toEqual({ job_id: id, status: 'queued', url: 'http://smile.example/' });
      expect(events.slice(1, 4).map(({ data }: Listed) => data)).toEqual(
        artifacts.map(({ id: artifact_id, ...rest }: { id: string }) => ({ artifact_id, ...rest })),
      );
    });

    test('N08: a failed job has the event job.completed with the status failed', async () => {
      const account = await server().account();
      const id = await account.scrape('http://smile.example/gone');
      await account.ended(id);

      const { events } = await pageOf(account, '');

      expect(typesOf(events)).toEqual(['job.created', 'job.completed']);
      expect(events[1].data).toEqual({
        job_id: id,
        status: 'failed',
        failure_reason: 'The page answered 404.',
      });
    });

    test('N09: next_cursor continues the list, also after its end', async () => {
      const account = await server().account();
      await account.ended(await account.scrape('http://smile.example/'));

      const first = await pageOf(account, '?limit=3');
      const second = await pageOf(account, `?limit=3&after=${first.next_cursor}`);
      const nothing = await pageOf(account, `?after=${second.next_cursor}`);
      await account.ended(await account.scrape('http://smile.example/gone'));
      const news = await pageOf(account, `?after=${nothing.next_cursor}`);
      const all = await pageOf(account, '');

      expect([first.has_more, second.has_more, nothing.has_more]).toEqual([true, false, false]);
      expect(nothing).toMatchObject({ events: [], next_cursor: second.next_cursor });
      expect([...first.events, ...second.events, ...news.events]).toEqual(all.events);
      expect(all.events).toHaveLength(7);
    });

    test('N09: a batch holds only the requested types', async () => {
      const account = await server().account();
      await account.ended(await account.scrape('http://smile.example/'));

      const { events } = await pageOf(account, '?types=job.created,job.completed');

      expect(typesOf(events)).toEqual(['job.created', 'job.completed']);
    });

    test.each([
      ['limit=0', /^limit must be/],
      ['limit=501', /^limit must be/],
      ['limit=1&limit=2', /^limit must be/],
      ['after=nonsense', /^after must be/],
      ['types=job.failed', /^types must be/],
      ['types=', /^types must be/],
    ])('refuses %s', async (query, message) => {
      const { call } = await server().account();
      const { status, body } = await call('GET', `/events?${query}`);

      expect([status, body.error.code]).toEqual([400, 'invalid_request']);
      expect(body.error.message).toMatch(message);
    });

    test('N09: a poller that runs beside twenty jobs reads every event once', async () => {
      const account = await server().account();
      const urls = Array.from({ length: 20 }, (_, index) => `http://smile.example/${index}`);
      const created = Promise.all(urls.map(async (url) => await account.scrape(url)));

      const seen: Listed[] = [];
      for (let cursor = ''; seen.length < 100;) {
        const page = await pageOf(account, cursor === '' ? '?limit=7' : `?limit=7&after=${cursor}`);
        seen.push(...page.events);
        cursor = page.next_cursor;
      }
      await created;

      expect(seen).toEqual((await pageOf(account, '?limit=500')).events);
      expect(new Set(seen.map(({ event_id: id }) => id)).size).toBe(100);
    });
  });
}
