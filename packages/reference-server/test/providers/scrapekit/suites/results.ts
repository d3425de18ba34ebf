import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

const header = 'place_id,name,address,phone,website,rating,reviews_count,lat,lng,category,emails_found';

export function describeResults(server: () => TestServer): void {
  describe('GET /api/v1/scrape/jobs/{id}/results', () => {
    test('C103, C105, C106, C107, C108, C109: shows every lead with its documented keys', async () => {
      const { api } = await server().account(1);
      server().leadEngine.play('two', {
        places: 2,
        place: (index) =>
          index === 0 ? {} : { phone: '', website: '', category: '', rating: null, reviewsCount: null },
        emails: (index) => (index === 0 ? ['hello@smileaustin.com', 'admin@smileaustin.com'] : []),
      });
      const id = await api.scrape('two');
      await api.ended(id);

      const { body, headers } = await api.get(`/scrape/jobs/${id}/results`);

      expect(headers.get('content-type')).toContain('application/json');
      expect(body).toEqual({
        job_id: id,
        status: 'completed',
        results_count: 2,
        credits_used: 0.03,
        results: [
          {
            place_id: 'two#0',
            name: 'Place 0',
            address: '0 Main St, Austin, TX 78701',
            phone: '+1 512 555 0142',
            website: 'https://place-0.example/',
            rating: 4.5,
            reviews_count: 12,
            lat: 30.2672,
            lng: -97.7431,
            category: 'Dentist',
            emails_found: 'hello@smileaustin.com;admin@smileaustin.com',
          },
          {
            place_id: 'two#1',
            name: 'Place 1',
            address: '1 Main St, Austin, TX 78701',
            phone: '',
            website: '',
            rating: '',
            reviews_count: '',
            lat: 30.2672,
            lng: -97.7431,
            category: '',
            emails_found: '',
          },
        ],
      });
    });

    test('C104, C110: sends all rows in one answer, in discovery order, the same at each request', async () => {
      const { api } = await server().account(20);
      server().leadEngine.play('many', { places: 1_100 });
      const id = await api.scrape('many');
      await api.ended(id);

      const first = await api.get(`/scrape/jobs/${id}/results?limit=5&page=2&offset=3&cursor=x`);
      const second = await api.get(`/scrape/jobs/${id}/results`);

      expect(first.body.results.map((lead: { place_id: string }) => lead.place_id)).toEqual(
        Array.from({ length: 1_100 }, (_, index) => `many#${index}`),
      );
      expect(second.text).toBe(first.text);
    });

    test('C101, C117: refuses both formats while the job runs', async () => {
      const { api } = await server().account(1);
      const held = server().leadEngine.play('unready', { places: 1, holdFrom: 0 });
      const id = await api.scrape('unready');
      await api.jobWhen(id, ({ status }) => status === 'running');

      const json = await api.get(`/scrape/jobs/${id}/results`);
      const csv = await api.get(`/scrape/jobs/${id}/results?format=csv`);
      held.release();
      await api.ended(id);

      for (const { status, body } of [json, csv]) {
        expect(status).toBe(409);
        expect(body.error).toMatchObject({
          code: 'job_not_ready',
          message: 'Job is running. Wait until completed before requesting results.',
        });
      }
    });

    test('C111: a job without rows has an empty list and costs nothing', async () => {
      const { api } = await server().account(1);
      server().leadEngine.play('empty', { places: 0 });
      const id = await api.scrape('empty');
      await api.ended(id);

      const { status, body } = await api.get(`/scrape/jobs/${id}/results`);
      const { text } = await api.get(`/scrape/jobs/${id}/results?format=csv`);

      expect(status).toBe(200);
      expect(body).toMatchObject({ status: 'completed', results_count: 0, credits_used: 0, results: [] });
      expect(text).toBe(`${header}\r\n`);
    });

    test('C100: reading the results changes nothing', async () => {
      const { id: accountId, api } = await server().account(1);
      const id = await api.scrape('read often');
      await api.ended(id);
      const before = await server().ledger(accountId);

      const reads = await Promise.all(
        Array.from({ length: 5 }, async () => await api.get(`/scrape/jobs/${id}/results`)),
      );

      expect(new Set(reads.map(({ text }) => text)).size).toBe(1);
      expect(await server().ledger(accountId)).toEqual(before);
    });

    test('C102: never sends the rows of a cancelled job', async () => {
      const { api } = await server().account(1);
      const held = server().leadEngine.play('cancelled rows', { places: 30, holdFrom: 25 });
      const id = await api.scrape('cancelled rows');
      await api.jobWhen(id, ({ progress }) => progress.scraped === 25);
      await api.post(`/jobs/${id}/cancel`);
      held.release();

      const { status, body } = await api.get(`/scrape/jobs/${id}/results`);

      expect([status, body.error.code]).toEqual([409, 'job_not_ready']);
    });

    test('C112, C113, C114, C115: the CSV parses to the rows of the JSON', async () => {
      const { api } = await server().account(1);
      const names = [
        'plain',
        'a, b',
        'say "hi"',
        'two\r\nlines',
        '=1+1',
        "+1 512'",
        ' padded ',
        'ünïcode 😀',
        '',
      ];
      server().leadEngine.play('csv', {
        places: names.length,
        place: (index) => ({ name: names[index] ?? '', rating: index % 2 === 0 ? null : 4 }),
      });
      const id = await api.scrape('csv');
      await api.ended(id);

      const { text, headers } = await api.get(`/scrape/jobs/${id}/results?format=csv`);
      const { body } = await api.get(`/scrape/jobs/${id}/results`);
      const parsed = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });

      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(text.startsWith(`${header}\r\n`)).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(parsed.data).toEqual(
        body.results.map((lead: object) =>
          Object.fromEntries(Object.entries(lead).map(([key, value]) => [key, String(value)])),
        ),
      );
    });

    test.each(['xml', 'CSV', '', 'json&format=csv'])('C116: refuses format=%s', async (format) => {
      const { api } = await server().account(1);
      const id = await api.scrape('format');
      await api.ended(id);

      const { status, body } = await api.get(`/scrape/jobs/${id}/results?format=${format}`);

      expect([status, body.error.code]).toEqual([400, 'invalid_query']);
    });
  });
}
