import { describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { startReceiver } from '../../support/receiver.ts';
import { PASSWORD, type TestServer } from '../../support/test-server.ts';

interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser tab without JavaScript. It does not follow redirects. */
interface Tab {
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  submit(path: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Pages that need a session, and an address without a page. */
const guardedPages = [
  '',
  '/account/api-keys',
  '/webhooks',
  '/webhooks/scrapekit',
  '/webhooks/deliveries',
  '/credits/ledger',
  '/credits',
  '/nowhere',
];

export function describePages(server: () => TestServer): void {
  const openTab = (cookie = ''): Tab => {
    const send = async (path: string, init: RequestInit): Promise<Page> => {
      const headers = { cookie, ...(init.headers as Record<string, string> | undefined) };
      const response = await fetch(server().url + path, { ...init, headers, redirect: 'manual' });
      return { status: response.status, headers: response.headers, text: await response.text() };
    };
    return {
      get: async (path, headers) => await send(path, { headers }),
      submit: async (path, form = {}, headers) =>
        await send(path, { method: 'POST', headers, body: new URLSearchParams(form) }),
    };
  };
  const logIn = async (balance = 1) => {
    const account = await server().account(balance);
    const { headers } = await openTab().submit('/dashboard/log-in', {
      email: account.email,
      password: PASSWORD,
    });
    return { account, tab: openTab(headers.get('set-cookie')?.split(';')[0]) };
  };
  const idIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? '';

  describe('the pages of the dashboard', () => {
    test('redirect a visitor without a session to the log-in page', async () => {
      const { status, headers } = await openTab().get('/');
      const answers = await Promise.all(
        ['/', ...guardedPages].map(async (path) => await openTab().get(`/dashboard${path}`)),
      );

      expect([status, headers.get('location')]).toEqual([302, '/dashboard']);
      for (const answer of answers) {
        expect(answer.status).toBe(303);
        expect(answer.headers.get('location')?.split('?')[0]).toBe('/dashboard/log-in');
      }
    });

    test('load only the stylesheet and the scripts of the server, and are not cached', async () => {
      const { tab } = await logIn();

      for (const path of [...guardedPages, '/log-in']) {
        const { headers, text } = await (path === '/log-in' ? openTab() : tab).get(`/dashboard${path}`);
        expect(headers.get('content-security-policy')).toBe(POLICY);
        expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
        expect(headers.get('cache-control')).toBe('no-store');
        expect(headers.get('x-request-id')).toMatch(/^req_/);
        expect(text).not.toMatch(
          /<script(?! type="module" src="\/dashboard\/scripts\/\w+\.js\?v=\w{12}"><\/script>)|\son\w+=|style=/,
        );
        expect(
          [...text.matchAll(/(?:src|href)="([^"#]*)"/g)].every(([, url]) =>
            /^\/(?:dashboard|docs$)/.test(url ?? ''),
          ),
        ).toBe(true);
      }
      expect((await openTab().get('/dashboard/style.css')).headers.get('content-type')).toContain('text/css');
    });

    test('C180, C182: log a visitor in with the cookie of the API, and show one message for an unknown address and a wrong password', async () => {
      const { email } = await server().account(1);
      const good = await openTab().submit('/dashboard/log-in', { email, password: PASSWORD });
      const wrong = await openTab().submit('/dashboard/log-in', { email, password: 'wrong' });
      const unknown = await openTab().submit('/dashboard/log-in', {
        email: `no-${email}`,
        password: 'wrong',
      });
      const empty = await openTab().submit('/dashboard/log-in', { email });

      expect([good.status, good.headers.get('location')]).toEqual([303, '/dashboard']);
      expect(good.headers.get('set-cookie')).toMatch(
        /^scrapekit_session=[\w.-]+; Path=\/; Max-Age=28800; HttpOnly; Secure; SameSite=Lax$/,
      );
      expect([wrong.status, unknown.status, empty.status]).toEqual([401, 401, 400]);
      expect(wrong.headers.get('set-cookie')).toBeNull();
      expect(wrong.text.replaceAll(email, '')).toBe(unknown.text.replaceAll(`no-${email}`, ''));
    });

    test('C180: refuse all copies of the cookie after a log-out', async () => {
      const { tab } = await logIn();

      const { status, headers } = await tab.submit('/dashboard/log-out');

      expect([status, headers.get('set-cookie')]).toEqual([303, expect.stringContaining('Max-Age=0')]);
      expect((await tab.get('/dashboard/credits/ledger')).status).toBe(303);
    });

    test('C013: tell a suspended account that it is suspended', async () => {
      const { account, tab } = await logIn();
      await server().admin.patch(`/accounts/${account.id}`, { suspended: true });

      const { status, text } = await tab.get('/dashboard');

      expect(status).toBe(403);
      expect(text).toContain('This account is suspended.');
    });

    test.each<Record<string, string>>([
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ])('C181: refuse a form that another site sends: %j', async (headers) => {
      const { account, tab } = await logIn();
      const { text } = await tab.get('/dashboard/account/api-keys');
      const key = idIn(text, /api-keys\/(\w+)\/delete/);

      const answers = [
        await tab.submit('/dashboard/account/api-keys', { name: 'x' }, headers),
        await tab.submit(`/dashboard/account/api-keys/${key}/delete`, {}, headers),
        await tab.submit('/dashboard/webhooks/scrapekit/secret', {}, headers),
        await tab.submit('/dashboard/webhooks/scrapekit/secret/rotate', {}, headers),
        await tab.submit('/dashboard/log-out', {}, headers),
        await openTab().submit('/dashboard/log-in', { email: account.email, password: PASSWORD }, headers),
      ];

      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
      expect((await tab.get('/dashboard/account/api-keys')).text).toContain(key);
      expect((await account.api.get('/account')).status).toBe(200);
    });

    test('C009, C010, C183: create a key, show it once, and delete it after a confirmation', async () => {
      const { account, tab } = await logIn();
      const name = '<img src=x> & "me"';

      const made = await tab.submit('/dashboard/account/api-keys', { name });
      const key = idIn(made.text, /(sk_live_[A-Za-z0-9]{40})/);
      const list = await tab.get('/dashboard/account/api-keys');
      const id = idIn(list.text, /api-keys\/(\w+)\/delete">Delete<span class="hidden"> &#60;img/);
      const question = await tab.get(`/dashboard/account/api-keys/${id}/delete`);
      const deleted = await tab.submit(`/dashboard/account/api-keys/${id}/delete`);

      expect(made.status).toBe(201);
      expect(list.text).not.toContain(key);
      expect(list.text).not.toContain('<img');
      expect(question.text).toContain('will stop working at once');
      expect([deleted.status, deleted.headers.get('location')]).toEqual([
        303,
        '/dashboard/account/api-keys?done=deleted',
      ]);
      expect((await tab.get(`/dashboard/account/api-keys/${id}/delete`)).status).toBe(404);
      expect((await tab.submit('/dashboard/account/api-keys', { name: ' ' })).status).toBe(400);
      expect((await account.api.get('/account')).status).toBe(200);
    });

    test('C010, C098: answer 404 for the keys and jobs of another account, and do not list its jobs', async () => {
      const mine = await logIn();
      const yours = await logIn();
      const id = await mine.account.api.scrape('mine alone');
      await mine.account.api.ended(id);
      const { text } = await mine.tab.get('/dashboard/account/api-keys');
      const key = idIn(text, /api-keys\/(\w+)\/delete/);

      const answers = [
        await yours.tab.submit(`/dashboard/account/api-keys/${key}/delete`),
        await yours.tab.get(`/dashboard/jobs/${id}/download?format=csv`),
        await yours.tab.submit(`/dashboard/jobs/${id}/cancel`),
        await yours.tab.get('/dashboard/jobs/%00/download?format=csv'),
      ];

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      for (const path of ['', '/webhooks/deliveries', '/credits/ledger', '/credits'])
        expect((await yours.tab.get(`/dashboard${path}`)).text).not.toContain(id);
    });

    test('C174, C183: list each webhook with its time, event, address, answer, duration and error', async () => {
      const { account, tab } = await logIn();
      const receiver = await startReceiver(({ path }, response) =>
        response.writeHead(path === '/broken' ? 500 : 204).end(),
      );
      for (const path of ['/fine', '/broken']) {
        const id = await account.api.scrape(`log ${path}`, { webhook_url: `${receiver.url}${path}` });
        await account.api.ended(id);
      }
      await account.api.scrape('log refused', { webhook_url: 'https://127.0.0.1:1/hook?a="><b>' });

      const { text } = await eventually(
        async () => await tab.get('/dashboard/webhooks/deliveries'),
        (page) =>
          page.text.split('<tr role="row">').length === 5 &&
          !/class="state (pending|sending)"/.test(page.text),
      );
      await receiver.close();
      const rows = text.split('<tr role="row">').slice(2);

      expect(rows[2]).toMatch(
        /<time datetime="\d{4}-.*scrape\.job\.completed.*\/fine<.*delivered.*204.*\d+ ms/s,
      );
      expect(rows[1]).toMatch(/\/broken<.*failed.*The receiver answered 500\..*500.*\d+ ms/s);
      expect(rows[0]).toMatch(
        /127\.0\.0\.1:1\/hook\?a&#61;&#34;&#62;&#60;b&#62;.*failed.*refused the connection/s,
      );
      expect(text).not.toContain(account.secret);
      expect(text).not.toContain(account.key);
    });

    test('C174: divide a long log into pages, and refuse a page that does not exist', async () => {
      const { account, tab } = await logIn(60);
      const webhook = { webhook_url: 'https://127.0.0.1:1/' };
      await Promise.all(
        Array.from({ length: 27 }, async () => await account.api.verify(['safe@example.com'], webhook)),
      );
      // A delivery that waits for an attempt has two times, and each has one state.
      const statesOf = ({ text }: Page) => text.match(/<span class="state /g)?.length ?? 0;

      await eventually(
        async () => (await server().admin.get('/deliveries')).body.deliveries,
        (all) => all.filter(({ account_id: id }: { account_id: string }) => id === account.id).length === 27,
      );

      const newest = await tab.get('/dashboard/webhooks/deliveries');
      const older = idIn(newest.text, /<a href="([^"]+)" rel="next"/)
        .replaceAll('&#61;', '=')
        .replaceAll('&#38;', '&');
      const oldest = await tab.get(older);

      expect([statesOf(newest), statesOf(oldest)]).toEqual([25, 2]);
      expect(oldest.text).toContain('Newest</a>');
      expect(oldest.text).not.toContain('Older</a>');
      expect((await tab.get('/dashboard/webhooks/deliveries?before=yesterday')).status).toBe(400);
      expect((await tab.get('/dashboard/credits/ledger?before=x')).status).toBe(400);
    });

    test('let a visitor download the same results as from the API, and cancel a job after a confirmation', async () => {
      const { account, tab } = await logIn();
      const done = await account.api.scrape('<b>done</b>');
      await account.api.ended(done);
      server().leadEngine.play('held for the page', { places: 2, holdFrom: 0 });
      const open = await account.api.scrape('held for the page');

      const overview = await tab.get('/dashboard');
      const csv = await tab.get(`/dashboard/jobs/${done}/download?format=csv`);
      const json = await tab.get(`/dashboard/jobs/${done}/download?format=json`);
      const tooEarly = await tab.get(`/dashboard/jobs/${open}/download?format=csv`);
      const question = await tab.get(`/dashboard/jobs/${open}/cancel`);
      const cancelled = await tab.submit(`/dashboard/jobs/${open}/cancel`);
      const again = await tab.submit(`/dashboard/jobs/${open}/cancel`);

      expect(overview.text).toContain('&#60;b&#62;done&#60;/b&#62; in Austin, Texas');
      expect(overview.text).toContain(`<a class="address" href="/dashboard/jobs/${done}"`);
      expect(csv.text).toBe((await account.api.get(`/scrape/jobs/${done}/results?format=csv`)).text);
      expect(json.text).toBe((await account.api.get(`/scrape/jobs/${done}/results`)).text);
      expect([tooEarly.status, question.status, cancelled.status, again.status]).toEqual([
        409, 200, 303, 409,
      ]);
      expect((await account.api.get(`/scrape/jobs/${open}`)).body.status).toBe('cancelled');
    });

    test('C102: let a visitor download the paid rows of a cancelled job, which the API does not return', async () => {
      const { account, tab } = await logIn();
      const held = server().leadEngine.play('paid', { places: 60, holdFrom: 25 });
      const id = await account.api.scrape('paid');
      await account.api.jobWhen(id, ({ progress }) => progress.scraped === 25);

      const tooEarly = await tab.get(`/dashboard/jobs/${id}/download?format=json`);
      await account.api.post(`/jobs/${id}/cancel`);
      held.release();
      const rows = await tab.get(`/dashboard/jobs/${id}/download?format=json`);

      expect(tooEarly.status).toBe(409);
      expect((await account.api.get(`/scrape/jobs/${id}/results`)).status).toBe(409);
      expect((await tab.get(`/dashboard/jobs/${id}`)).text).toContain('25 of 60');
      expect(rows.status).toBe(200);
      expect(JSON.parse(rows.text)).toMatchObject({ status: 'cancelled', results_count: 25 });
    });

    test('C061, C064: show the charges for the rows of a job as one entry of the ledger', async () => {
      const { account, tab } = await logIn();
      const id = await account.api.verify(['safe@example.com', 'unknown@example.com', 'role@example.com']);
      await account.api.ended(id);

      const { text } = await tab.get('/dashboard/credits/ledger');

      expect(text).toMatch(
        /3 addresses verified.*1 refund of an address with an unknown verdict.*-0\.01<.*0\.99</s,
      );
    });

    test('C182: answer 429 after 120 pages of a user within a minute', async () => {
      const { tab } = await logIn();

      const answers = await Promise.all(
        Array.from({ length: 121 }, async () => await tab.get('/dashboard/webhooks')),
      );
      const refused = answers.filter(({ status }) => status === 429);

      expect(refused).toHaveLength(1);
      expect(refused[0]?.text).toContain('Wait a minute');
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });
}
