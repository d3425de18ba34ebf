import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { PAGE } from '../start-site.ts';
import type { ScrapeNestServer } from '../start-scrapenest.ts';

export function describeJobs(server: () => ScrapeNestServer): void {
  describe('jobs', () => {
    test('N01: the key is sent in X-API-Key', async () => {
      const { call, key } = await server().account();
      const path = `${server().url}/scrapenest/api/v1/jobs/job_1`;
      const ask = async (headers: Record<string, string>) => {
        const answer = await fetch(path, { headers });
        const { error } = (await answer.json()) as { error: { code: string } };
        return [answer.status, error.code];
      };

      expect(await ask({})).toEqual([401, 'missing_api_key']);
      expect(await ask({ 'X-API-Key': 'sn_live_unknown' })).toEqual([401, 'invalid_api_key']);
      expect(await ask({ authorization: `Bearer ${key}` })).toEqual([401, 'missing_api_key']);
      expect((await call('GET', '/jobs/job_1')).body.error.code).toBe('job_not_found');
      expect((await call('DELETE', '/jobs')).status).toBe(405);
    });

    test('N07, N10: a page becomes three artifacts, listed with size and digest', async () => {
      const account = await server().account();
      const { status, body: created } = await account.call('POST', '/jobs', { url: 'http://smile.example/' });
      const job = await account.ended(created.id);
      const { artifacts } = (await account.call('GET', `/jobs/${job.id}/artifacts`)).body;

      expect([status, created.status]).toEqual([201, 'queued']);
      expect(job).toMatchObject({
        status: 'succeeded',
        url: 'http://smile.example/',
        artifact_count: 3,
        failure_reason: null,
        finished_at: expect.stringMatching(/^2026-/),
      });
      expect(artifacts.map(({ name }: { name: string }) => name)).toEqual([
        'page.html',
        'page.txt',
        'contacts.json',
      ]);
      expect(artifacts[0]).toEqual({
        id: expect.stringMatching(/^art_/),
        job_id: job.id,
        name: 'page.html',
        content_type: 'text/html; charset=utf-8',
        size: Buffer.byteLength(PAGE),
        sha256: createHash('sha256').update(PAGE).digest('hex'),
      });
    });

    test.each(['/', '/moved', '/zipped'])('an artifact of %s is downloaded by name or id', async (path) => {
      const account = await server().account();
      const id = await account.scrape(`http://smile.example${path}`);
      await account.ended(id);
      const [page] = (await account.call('GET', `/jobs/${id}/artifacts`)).body.artifacts;

      const html = await account.call('GET', `/jobs/${id}/artifacts/${page.id}`);
      const text = await account.call('GET', `/jobs/${id}/artifacts/page.txt`);
      const contacts = await account.call('GET', `/jobs/${id}/artifacts/contacts.json`);

      expect(html.bytes.toString()).toBe(PAGE);
      expect(Object.fromEntries(html.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': 'attachment; filename="page.html"',
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
      });
      expect(text.bytes.toString()).toBe('Smile & Co\nWrite to hello@smile.example or call.');
      expect(contacts.body).toMatchObject({ emails: ['hello@smile.example'], suspected_traps: [] });
    });

    test('the dashboard offers the list of artifacts with their contents as JSON and as CSV', async () => {
      const account = await server().account('files@example.com');
      const id = await account.scrape('http://smile.example/');
      await account.ended(id);
      const list = (await account.call('GET', `/jobs/${id}/artifacts`)).body;

      const json = await server().inDashboard('files@example.com', `/jobs/${id}/download?format=json`);
      const csv = await server().inDashboard('files@example.com', `/jobs/${id}/download?format=csv`);

      expect(JSON.parse(json)).toMatchObject(list);
      const [head, first] = csv.split('\r\n');
      expect(head).toBe('id,job_id,name,content_type,size,sha256,content');
      expect(first).toContain(`${Object.values(list.artifacts[0]).join(',')},`);
    });

    test('page.txt holds a plain text page unchanged', async () => {
      const account = await server().account();
      const id = await account.scrape('http://smile.example/plain');
      await account.ended(id);

      const { bytes } = await account.call('GET', `/jobs/${id}/artifacts/page.txt`);

      expect(bytes.toString()).toBe('a < b\n  c@smile.example');
    });

    test.each([
      ['http://smile.example/gone', 'The page answered 404.'],
      ['http://smile.example/broken', 'The page answered 503.'],
      ['http://smile.example/round', 'The page redirects more than 5 times.'],
      ['http://smile.example/file', 'The page redirects to something other than http.'],
      ['http://smile.example/image', 'The address leads to image/png, which is no page.'],
      ['http://smile.example/huge', 'The page is larger than 2000000 bytes.'],
      ['http://refused.example/', 'The host refused the connection.'],
      ['http://nowhere.example/', 'The host does not exist.'],
      ['http://private.example/', 'The host is not on the public internet.'],
      ['http://reset.example/', 'The connection to the host failed (ECONNRESET).'],
    ])('N08: a job for %s fails with its reason', async (url, reason) => {
      const account = await server().account();
      const job = await account.ended(await account.scrape(url));

      expect(job).toMatchObject({ status: 'failed', failure_reason: reason, artifact_count: 0 });
      expect((await account.call('GET', `/jobs/${job.id}/artifacts`)).body).toEqual({ artifacts: [] });
      expect((await account.call('GET', `/jobs/${job.id}/artifacts/page.html`)).body.error.code).toBe(
        'artifact_not_found',
      );
    });

    test.each([
      undefined,
      7,
      '',
      'smile.example',
      'ftp://smile.example/',
      'http://me:you@smile.example/',
      `http://smile.example/${'a'.repeat(2_048)}`,
    ])('refuses the url %j', async (url) => {
      const { call } = await server().account();
      const { status, body } = await call('POST', '/jobs', { url });

      expect([status, body.error.code]).toEqual([400, 'invalid_request']);
    });

    test.each([
      [{ url: 'http://smile.example/', render: true }, 'Unknown field "render".'],
      [{ URL: 'http://smile.example/' }, 'Unknown field "URL". Did you mean "url"?'],
    ])('N10: refuses the unknown field of %j', async (wrong, message) => {
      const { call } = await server().account();

      const { status, body } = await call('POST', '/jobs', wrong);

      expect([status, body.error]).toMatchObject([400, { code: 'invalid_request', message }]);
    });

    test('a running job is cancelled once and announced as failed', async () => {
      const account = await server().account();
      const id = await account.scrape('http://smile.example/held');
      await eventually(
        () => server().site.hits('/held'),
        (hits) => hits > 0,
      );

      const cancelled = await account.call('POST', `/jobs/${id}/cancel`);
      const again = await account.call('POST', `/jobs/${id}/cancel`);
      const { events } = (await account.call('GET', '/events?types=job.completed')).body;

      expect(cancelled.body.status).toBe('cancelled');
      expect([again.status, again.body.error.code]).toEqual([409, 'job_has_ended']);
      expect(events.map(({ data }: { data: object }) => data)).toEqual([
        { job_id: id, status: 'failed', failure_reason: 'The job was cancelled.' },
      ]);
    });

    test('another account can neither read nor cancel a job', async () => {
      const owner = await server().account();
      const stranger = await server().account();
      const id = await owner.scrape('http://smile.example/');
      await owner.ended(id);

      for (const path of ['', '/artifacts', '/artifacts/page.html']) {
        expect((await stranger.call('GET', `/jobs/${id}${path}`)).body.error.code).toBe('job_not_found');
      }
      expect((await stranger.call('POST', `/jobs/${id}/cancel`)).status).toBe(404);
      expect((await stranger.call('GET', '/events')).body.events).toEqual([]);
      expect((await stranger.call('GET', '/jobs/%00')).status).toBe(404);
    });
  });
}
