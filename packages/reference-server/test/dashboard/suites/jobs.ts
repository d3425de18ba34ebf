import { beforeAll, describe, expect, test } from 'vitest';
import { startReceiver } from '../../support/receiver.ts';
import type { TestAccount, TestServer } from '../../support/test-server.ts';
import { logInAs, type Page, type Tab } from './account-scene.ts';

interface Scene {
  readonly account: TestAccount;
  readonly tab: Tab;
}

/** Returns the text of a page as a person reads it, on one line. */
const shown = ({ text }: Page): string =>
  text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\s+/g, ' ');

/** Returns the ids of the jobs in the list, in order. */
const listed = ({ text }: Page): readonly string[] =>
  [...text.matchAll(/href="\/dashboard\/jobs\/(\w+)"/g)].map(([, id]) => id ?? '');

const linkTo = ({ text }: Page, rel: string): string =>
  (new RegExp(`href="([^"]*)" rel="${rel}"`).exec(text)?.[1] ?? '')
    .replaceAll('&#61;', '=')
    .replaceAll('&#38;', '&')
    .replaceAll('&#63;', '?');

export function describeJobs(server: () => TestServer): void {
  const enter = async (balance = 1): Promise<Scene> => {
    const account = await server().account(balance);
    return { account, tab: await logInAs(server(), account) };
  };

  describe('the list of jobs in the dashboard', () => {
    test('divides many jobs into pages, forwards and back, and keeps the filter', async () => {
      const { account, tab } = await enter();
      const ids: string[] = [];
      for (let count = 0; count < 27; count++)
        ids.push(await account.api.verify([`safe.${count}@example.com`]));
      const newestFirst = ids.toReversed();
      await account.api.scrape('of no interest');

      const first = await tab.get('/dashboard/jobs?text=example.com&provider=scrapekit');
      const second = await tab.get(linkTo(first, 'next'));
      const back = await tab.get(linkTo(second, 'prev'));

      expect(listed(first)).toEqual(newestFirst.slice(0, 25));
      expect(listed(second)).toEqual(newestFirst.slice(25));
      expect(listed(back)).toEqual(newestFirst.slice(0, 25));
      expect([linkTo(first, 'prev'), linkTo(second, 'next'), linkTo(back, 'prev')]).toEqual(['', '', '']);
    });

    describe('with jobs of several kinds', () => {
      const ids = new Map<string, string>();
      let tab: Tab;

      beforeAll(async () => {
        const entered = await enter();
        const { api } = entered.account;
        tab = entered.tab;
        server().leadEngine.play('held in the list', { holdDiscovery: true });
        ids.set('umlaut', await api.scrape('Zahnärzte'));
        ids.set('signs', await api.scrape('the "best" 100%_\\ bars'));
        ids.set('cancelled', await api.scrape('held in the list'));
        ids.set('list', await api.verify(['safe.7@example.com']));
        await api.post(`/jobs/${ids.get('cancelled')}/cancel`);
      });

      test.each([
        ['words in other capitals', { text: 'Held In The' }, ['cancelled']],
        ['letters outside of ASCII', { text: 'ZAHNÄRZTE' }, ['umlaut']],
        ['signs that a pattern would take for others', { text: '100%_\\' }, ['signs']],
        ['quotation marks', { text: '"best"' }, ['signs']],
        ['a key of the stored input, which nobody typed', { text: 'verifyEmails' }, []],
        ['an address of a list', { text: 'safe.7@example.com' }, ['list']],
        ['a kind of job', { text: 'verify' }, ['list']],
        ['a state', { state: 'cancelled' }, ['cancelled']],
        ['another provider', { provider: 'matchkraft' }, []],
        ['a day without jobs', { from: '2020-01-01', to: '2020-01-02' }, []],
        ['all days since one', { from: '2020-01-01', state: 'cancelled' }, ['cancelled']],
      ])('finds jobs by %s', async (_name, filter, expected) => {
        const page = await tab.get(`/dashboard/jobs?${new URLSearchParams(filter).toString()}`);

        expect(page.status).toBe(200);
        expect(listed(page)).toEqual(expected.map((name) => ids.get(name)));
      });

      test('finds a job by its id', async () => {
        const id = ids.get('umlaut') ?? '';

        expect(listed(await tab.get(`/dashboard/jobs?text=${id}`))).toEqual([id]);
      });

      test.each([
        [{ state: 'lost' }, 'Choose a state of the list.'],
        [{ provider: "' or 1=1 --" }, 'Choose a provider of the list.'],
        [{ from: '2026-02-30' }, 'Write the first day as year, month and day, such as 2026-01-31.'],
        [{ to: '9999-12-31' }, 'Write the last day as year, month and day, such as 2026-01-31.'],
        [{ from: '2026-02-02', to: '2026-02-01' }, 'The first day is after the last day.'],
        [{ text: 'x'.repeat(201) }, 'Search for a text of at most 200 characters.'],
      ])('says what to change in %j and keeps what was typed', async (filter, error) => {
        const page = await tab.get(
          `/dashboard/jobs?${new URLSearchParams({ text: '<b>"', ...filter }).toString()}`,
        );

        expect(page.status).toBe(400);
        expect(shown(page)).toContain(error);
        if (!('text' in filter)) expect(page.text).toContain('value="&#60;b&#62;&#34;"');
      });
    });

    test('refuses a page that does not exist, and shows no jobs of others', async () => {
      const { tab } = await enter();
      const other = await enter();
      await other.account.api.scrape('of another account');

      const list = await tab.get('/dashboard/jobs');
      const wrong = ['older=x', 'newer=1-', 'older=999999999999999-a', 'older=1-a&older=2-b'];
      const answers = await Promise.all(
        wrong.map(async (query) => await tab.get(`/dashboard/jobs?${query}`)),
      );

      expect(listed(list)).toEqual([]);
      expect(shown(list)).toContain('No jobs yet.');
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    });
  });

  describe('the page of a job in the dashboard', () => {
    test('C061, C064: shows the input, the cost with refunds, the timeline and the webhooks', async () => {
      const { account, tab } = await enter();
      const receiver = await startReceiver();
      const id = await account.api.verify(['safe@example.com', '<i>@example.com', 'unknown@example.com'], {
        webhook_url: `${receiver.url}/told`,
      });
      await account.api.ended(id);
      await receiver.first('/told');

      const page = await tab.get(`/dashboard/jobs/${id}`);
      await receiver.close();
      const text = shown(page);

      expect(text).toContain('3 addresses to verify');
      expect(text).toContain('E-mail addresses safe@example.com <i>@example.com unknown@example.com');
      expect(text).toContain(
        'Cost 3 addresses verified 0.015 1 refund of an address with an unknown verdict -0.005 Sum in credits 0.01',
      );
      expect(text).toMatch(/Timeline [\d: -]+ Created [\d: -]+ Started [\d: -]+ (Webhook|Completed)/);
      expect(text).toContain('verify.job.completed');
      expect(page.text).toContain('/told');
      expect(page.text).not.toContain('<i>@');
      expect(page.text).not.toContain('live-job');
    });

    test('C102: shows why a job ended, and the paid rows of one that was cancelled after a question', async () => {
      const { account, tab } = await enter();
      const held = server().leadEngine.play('paid and shown', { places: 60, holdFrom: 25 });
      const id = await account.api.scrape('paid and shown');
      await account.api.jobWhen(id, ({ progress }) => progress.scraped === 25);

      const open = await tab.get(`/dashboard/jobs/${id}`);
      const question = await tab.get(`/dashboard/jobs/${id}/cancel`);
      const cancelled = await tab.post(`/dashboard/jobs/${id}/cancel`);
      held.release();
      const ended = await tab.get(cancelled.location ?? '');
      const again = await tab.get(`/dashboard/jobs/${id}/cancel`);

      expect(open.text).toContain(`events="/dashboard/jobs/${id}/events"`);
      expect(shown(open)).toContain('25 of 60 rows');
      expect(shown(open)).toContain('Load again');
      expect(shown(question)).toContain('The job “paid and shown in Austin, Texas');
      expect([cancelled.status, cancelled.location]).toEqual([303, `/dashboard/jobs/${id}?done=cancelled`]);
      expect(shown(ended)).toContain('The job was cancelled.');
      expect(shown(ended)).toContain('25 leads 0.375');
      expect(shown(ended)).toContain('Place 24');
      expect(again.status).toBe(409);
    });

    test('C065: says that the balance was used up', async () => {
      const { account, tab } = await enter(0.03);
      const held = server().leadEngine.play('dear', { places: 3, holdDiscovery: true });
      const id = await account.api.scrape('dear', { max_leads: 2 });
      const other = await account.api.scrape('dear', { max_leads: 2 });
      held.release();
      await Promise.all([account.api.ended(id), account.api.ended(other)]);

      const texts = await Promise.all(
        [id, other].map(async (one) => shown(await tab.get(`/dashboard/jobs/${one}`))),
      );

      expect(texts.join(' ')).toMatch(/Completed with [01] of 2 rows, because the balance was used up/);
    });

    test('says that all were found when they are fewer than ordered', async () => {
      const { account, tab } = await enter();
      server().leadEngine.play('rare', { places: 2 });
      const id = await account.api.scrape('rare', { max_leads: 5 });
      await account.api.ended(id);

      expect(shown(await tab.get(`/dashboard/jobs/${id}`))).toContain(
        'Completed with all 2 rows that were found, of 5 at most',
      );
    });

    test('C151: starts the unknown addresses of a list and of leads again, and no others', async () => {
      const { account, tab } = await enter();
      const list = await account.api.verify([
        'safe@example.com',
        'unknown.1@example.com',
        'unknown.2@example.com',
      ]);
      server().leadEngine.play('shops', {
        places: 2,
        emails: (index) => (index === 0 ? ['unknown.3@example.com'] : ['safe@example.com']),
      });
      const leads = await account.api.scrape('shops', { verify_emails: true });
      const known = await account.api.verify(['safe@example.com']);
      server().leadEngine.play('without addresses', { places: 1, emails: () => [] });
      const without = await account.api.scrape('without addresses', { verify_emails: true });
      await Promise.all([list, leads, known, without].map(async (id) => await account.api.ended(id)));
      const retried = async (id: string) => {
        const [, address = ''] =
          /href="([^"]*)">Retry the unknowns/.exec((await tab.get(`/dashboard/jobs/${id}`)).text) ?? [];
        if (address === '') return undefined;
        const { text } = await tab.get(address.replaceAll('&#61;', '=').replaceAll('&#63;', '?'));
        return /<textarea[^>]*>([^<]*)</.exec(text)?.[1]?.trim();
      };

      expect(await retried(list)).toBe('unknown.1@example.com\nunknown.2@example.com');
      expect(await retried(leads)).toBe('unknown.3@example.com');
      expect(await retried(known)).toBeUndefined();
      expect(await retried(without)).toBe('');
      expect(shown(await tab.get(`/dashboard/new/verify-list?unknowns=${without}`))).toContain(
        'That job has no unknown outcomes',
      );
    });

    test('C098: is unknown to other accounts, with all its addresses', async () => {
      const { account } = await enter();
      const stranger = await enter();
      const id = await account.api.verify(['unknown@example.com']);
      await account.api.ended(id);
      const addresses = [
        `/jobs/${id}`,
        `/jobs/${id}/events`,
        `/jobs/${id}/cancel`,
        `/jobs/${id}%00`,
        '/jobs/%27',
      ];

      const answers = await Promise.all(
        addresses.map(async (address) => await stranger.tab.get(`/dashboard${address}`)),
      );
      const forms = await Promise.all(
        ['again', 'unknowns'].map(
          async (name) => await stranger.tab.get(`/dashboard/new/verify-list?${name}=${id}`),
        ),
      );

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      for (const { text } of forms) expect(text).not.toContain('unknown@example.com');
    });
  });
}
