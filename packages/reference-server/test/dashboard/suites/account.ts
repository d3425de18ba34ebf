import { describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { PASSWORD, type TestServer } from '../../support/test-server.ts';
import { logInAs, openOwner, openTab } from './account-scene.ts';

const ACCOUNT = '/dashboard/account';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';
const NEW_PASSWORD = 'words that are new';

export function describeAccount(server: () => TestServer): void {
  const open = async () => await openOwner(server());

  describe('the account page', () => {
    test('C180: a change of the password needs the old one, ends the other sessions and replaces the cookie', async () => {
      const { account, tab } = await open();
      const other = await logInAs(server(), account);
      const before = tab.cookie();

      const wrong = await tab.post(`${ACCOUNT}/password`, { old: 'wrong', new: NEW_PASSWORD });
      const weak = await tab.post(`${ACCOUNT}/password`, { old: PASSWORD, new: 'aaaaaaaaaaaaa' });
      const own = await tab.post(`${ACCOUNT}/password`, { old: PASSWORD, new: account.email });
      const kept = await other.get(ACCOUNT);
      const changed = await tab.post(`${ACCOUNT}/password`, { old: PASSWORD, new: NEW_PASSWORD });
      const copy = await fetch(server().url + ACCOUNT, { headers: { cookie: before }, redirect: 'manual' });

      expect([wrong.status, weak.status, own.status, kept.status]).toEqual([400, 400, 400, 200]);
      expect(wrong.text).toContain('This is not your password of now.');
      expect(weak.text).toContain('at least 5 different characters');
      expect([changed.status, changed.location]).toEqual([303, `${ACCOUNT}?done=password`]);
      expect((await tab.get(ACCOUNT)).status).toBe(200);
      expect([(await other.get(ACCOUNT)).status, copy.status]).toEqual([303, 303]);
      expect((await server().logIn(account)).status).toBe(401);
      expect((await server().logIn({ ...account, password: NEW_PASSWORD })).status).toBe(200);
    });

    test('guesses of the old password are limited', async () => {
      const { tab } = await open();
      const guess = { old: 'wrong', new: NEW_PASSWORD };

      const answers = await Promise.all(
        Array.from({ length: 11 }, async () => await tab.post(`${ACCOUNT}/password`, guess)),
      );

      expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    });

    test('a password that is too long for the log-in is not taken', async () => {
      const { account, tab } = await open();
      const most = '🐴🐮🐷🐸🐵 '.repeat(93) + 'x';

      const long = await tab.post(`${ACCOUNT}/password`, { old: PASSWORD, new: `${most}x` });
      const changed = await tab.post(`${ACCOUNT}/password`, { old: PASSWORD, new: most });

      expect([most.length, long.status, changed.status]).toEqual([1_024, 400, 303]);
      expect(long.text).toContain('at most 1024 characters');
      expect((await server().logIn({ ...account, password: most })).status).toBe(200);
    });

    test('sessions are listed with browser and network, and end one by one or all others at once', async () => {
      const { account, tab } = await open();
      const [firefox, third] = [await logInAs(server(), account, FIREFOX), await logInAs(server(), account)];
      const stranger = await open();

      const list = await tab.get(`${ACCOUNT}/sessions`);
      const [, id] = /Firefox on Windows.*?sessions\/(ses_\w+)\/end/s.exec(list.text) ?? [];
      const foreign = await stranger.tab.post(`${ACCOUNT}/sessions/${id}/end`);
      const kept = await firefox.get(ACCOUNT);
      const ended = await tab.post(`${ACCOUNT}/sessions/${id}/end`);
      const again = await tab.post(`${ACCOUNT}/sessions/${id}/end`);
      const gone = await firefox.get(ACCOUNT);
      await tab.post(`${ACCOUNT}/sessions/end-others`);

      expect(list.text).toContain('127.0.0.0/24');
      expect(list.text.match(/\(this one\)/g)).toHaveLength(1);
      expect([foreign.status, kept.status, ended.status, again.status, gone.status]).toEqual([
        404, 200, 303, 404, 303,
      ]);
      expect([(await tab.get(ACCOUNT)).status, (await third.get(ACCOUNT)).status]).toEqual([200, 303]);
    });

    test('times are shown in the time zone of the user, and an unknown zone is refused', async () => {
      const { tab } = await open();

      const unknown = await tab.post(`${ACCOUNT}/time-zone`, { zone: 'Mars/Olympus' });
      const saved = await tab.post(`${ACCOUNT}/time-zone`, { zone: 'Asia/Kathmandu' });
      const { text } = await tab.get(`${ACCOUNT}/sessions`);
      const [, iso = '', shown = ''] = /<time datetime="([^"]+)"[^>]*>([^<]*)</.exec(text) ?? [];

      expect([unknown.status, saved.status]).toEqual([400, 303]);
      expect(Date.parse(`${shown.replace(' ', 'T')}Z`) - Date.parse(iso.replace(/\.\d+/, ''))).toBe(
        20_700_000,
      );
      expect((await tab.get('/dashboard/credits')).text).toContain('Asia/Kathmandu');
    });

    test('C009: a key shows its project and when it was used last', async () => {
      const { account, tab } = await open();
      const key = await server().admin.post(`/accounts/${account.id}/keys`, {
        ...{ name: 'scoped', project: 'shop', env: 'TEST' },
      });

      const unused = await tab.get(`${ACCOUNT}/api-keys`);
      await account.api.get('/account');
      const used = await eventually(
        async () => await tab.get(`${ACCOUNT}/api-keys`),
        ({ text }) => text.match(/not yet/g)?.length === 1,
      );

      expect(key.status).toBe(201);
      expect(unused.text).toContain('shop, TEST');
      expect(unused.text.match(/not yet/g)).toHaveLength(2);
      expect(used.text).toMatch(/First key.*Last used">\s*<time.*scoped.*not yet/s);
    });
  });

  describe('the page after the log-in', () => {
    const nextAfter = async (next: string) => {
      const { email } = await server().account(0);
      const answer = await openTab(server()).post('/dashboard/log-in', { email, password: PASSWORD, next });
      return answer.location;
    };

    test('is the one that was asked for, with its query', async () => {
      const asked = await openTab(server()).get('/dashboard/credits/ledger?before=5&x=%2F%0D%0A');
      const form = await openTab(server()).get(asked.location ?? '');
      const [, value = ''] = /name="next" value="([^"]*)"/.exec(form.text) ?? [];
      const next = value.replaceAll('&#38;', '&').replaceAll('&#61;', '=');

      expect(asked.location).toBe(
        `/dashboard/log-in?${new URLSearchParams({ next: '/dashboard/credits/ledger?before=5&x=%2F%0D%0A' }).toString()}`,
      );
      expect(await nextAfter(next)).toBe('/dashboard/credits/ledger?before=5&x=%2F%0D%0A');
    });

    test.each([
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'https://evil.example/dashboard',
      'javascript:alert(1)',
      '/dashboard/../../evil',
      '/dashboard/..//evil.example',
      '/dashboard/%2e%2e//evil.example',
      '/dashboard\\..\\..\\\\evil.example',
      '/dashboards',
      '/api/keys',
      '/dashboard/log-in?next=/dashboard',
      '/dashboard/log-out',
      '/dashboard@evil.example',
      `/dashboard/${'x'.repeat(2_000)}`,
      '',
    ])('is the overview when %j was asked for', async (next) => {
      expect(await nextAfter(next)).toBe('/dashboard');
    });

    test('is not taken from a form that was not sent', async () => {
      const posted = await openTab(server()).post('/dashboard/account/time-zone', { zone: 'UTC' });

      expect([posted.status, posted.location]).toEqual([303, '/dashboard/log-in']);
    });
  });
}
