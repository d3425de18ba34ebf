import { describe, expect, test } from 'vitest';
import { PASSWORD, type TestAccount, type TestServer } from '../../support/test-server.ts';

interface Page {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

type Fields = Readonly<Record<string, string | Blob>>;

interface Tab {
  readonly account: TestAccount;
  get(path: string): Promise<Page>;
  /** Sends a form as browsers do that has a field for a file. */
  send(path: string, fields: Fields, headers?: Record<string, string>): Promise<Page>;
}

const csv = (text: string): Blob => new Blob([text], { type: 'text/csv' });
const search = { query: 'dentists', location: 'Austin, Texas', leads: '3', verify: 'on' };

/** Returns the hidden fields of the form that starts the job, as a browser would send them. */
const orderOf = ({ text }: Page): Fields => {
  const form = /<form method="post" action="\/dashboard\/new\/[a-z-]+"[^]*?<\/form>/.exec(text)?.[0] ?? '';
  const inputs = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  const areas = form.matchAll(/<textarea name="(\w+)" hidden>([^<]*)<\/textarea/g);
  return Object.fromEntries([...inputs, ...areas].map(([, name, value]) => [name, value]));
};

export function describeNewJobs(server: () => TestServer): void {
  const openTab = async (balance = 1): Promise<Tab> => {
    const account = await server().account(balance);
    let cookie = '';
    const request = async (path: string, init: RequestInit = {}) =>
      await fetch(`${server().url}/dashboard${path}`, {
        ...init,
        headers: { cookie, ...(init.headers as Record<string, string> | undefined) },
        redirect: 'manual',
      });
    const credentials = new URLSearchParams({ email: account.email, password: PASSWORD });
    const logIn = await request('/log-in', { method: 'POST', body: credentials });
    cookie = logIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const read = async (response: Response): Promise<Page> => ({
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    });
    return {
      account,
      get: async (path) => await read(await request(path)),
      send: async (path, fields, headers = {}) => {
        const body = new FormData();
        for (const [name, value] of Object.entries(fields)) body.append(name, value);
        return await read(await request(path, { method: 'POST', body, headers }));
      },
    };
  };
  const jobsOf = async ({ account }: Tab, kind: 'scrape' | 'verify') =>
    (await account.api.get(`/${kind}/jobs`)).body.jobs as readonly { job_id: string }[];

  describe('a new job in the dashboard', () => {
    test('C068, C074: shows its price, is started, and leads to its page, from which it can run again', async () => {
      const tab = await openTab();

      const form = await tab.get('/new/find-leads');
      const review = await tab.send('/new/find-leads/review', search);
      const started = await tab.send('/new/find-leads', orderOf(review));
      const [job] = await jobsOf(tab, 'scrape');
      await tab.account.api.ended(job?.job_id ?? '');
      const page = await tab.get(`/jobs/${job?.job_id}?done=started`);

      expect(form.text).toContain('A lead costs 0.015 credits.');
      expect(review.text).toContain('3 leads at most: dentists in Austin, Texas');
      expect(review.text.replace(/\s+/g, ' ')).toContain(
        '<dt>Balance now</dt> <dd>1</dd> <dt>Price at most, without verification</dt> <dd>0.045</dd> <dt>With verification, usually</dt> <dd>0.075</dd> <dt>With verification, at most</dt> <dd>7.545</dd> <dt>Balance after the usual price</dt> <dd>0.925</dd>',
      );
      expect([started.status, started.location]).toEqual([
        303,
        `/dashboard/jobs/${job?.job_id}?done=started`,
      ]);
      expect(job).toMatchObject({ query: 'dentists', location: 'Austin, Texas' });
      expect(page.text).toContain('The job was started.');
      expect(page.text.replaceAll('&#61;', '=')).toContain(`/dashboard/new/find-leads?again=${job?.job_id}`);
    });

    test('is started once when its form is sent twice', async () => {
      const tab = await openTab();
      const order = orderOf(await tab.send('/new/find-leads/review', search));

      const both = await Promise.all([
        tab.send('/new/find-leads', order),
        tab.send('/new/find-leads', order),
      ]);
      const later = await tab.send('/new/find-leads', order);

      expect([...both, later].map(({ status }) => status)).toEqual([303, 303, 303]);
      expect(await jobsOf(tab, 'scrape')).toHaveLength(1);
    });

    test.each([
      ['no number of leads', { leads: '' }, 'Write how many leads you want at most'],
      ['a number in words', { leads: 'ten' }, 'Write how many leads you want at most'],
      ['no place', { location: ' ' }, 'location must be text'],
    ])('with %s is not offered, and keeps what was written', async (_what, wrong, message) => {
      const tab = await openTab();

      const { status, text } = await tab.send('/new/find-leads/review', { ...search, ...wrong });

      expect(status).toBe(400);
      expect(text).toContain(message);
      expect(text).toContain('value="dentists"');
    });

    test('C086: is refused when the balance pays for no lead', async () => {
      const tab = await openTab(0);
      const review = await tab.send('/new/find-leads/review', search);

      const { status } = await tab.send('/new/find-leads', orderOf(review));

      expect(review.text).toContain('The balance pays for a part of it.');
      expect(status).toBe(402);
      expect(await jobsOf(tab, 'scrape')).toEqual([]);
    });

    test('C129: verifies the addresses of an uploaded table, from the column that has them', async () => {
      const tab = await openTab();
      const table = 'Name;E-mail\nAnn;ann@place-1.test\nBob;\n"Lee; Kim";kim@place-2.test\n';

      const review = await tab.send('/new/verify-list/review', { list: csv(`\ufeff${table}`) });
      const other = await tab.send('/new/verify-list/review', { list: table, column: '0' });
      await tab.send('/new/verify-list', orderOf(review));
      const [job] = await jobsOf(tab, 'verify');

      expect(review.text).toContain('2 addresses to verify');
      expect(review.text).toMatch(/<option value="1" selected>E-mail<\/option>/);
      expect(other.text).toContain('The list has no e-mail address.');
      expect(job).toMatchObject({ total: 2 });
    });

    test('C129: counts the lines that are no addresses, and refuses more addresses than a job may have', async () => {
      const tab = await openTab();

      const wrong = await tab.send('/new/verify-list/review', { list: 'anna@place-1.test\nanna' });
      const many = await tab.send('/new/verify-list/review', { list: 'a@b.test\n'.repeat(100_001) });

      expect(wrong.text).toContain('1 line is no e-mail address and is left out: “anna”');
      expect(many.text).toContain('The list has 100001 addresses. At most 100000 can be verified at once');
    });

    test.each([
      ['UTF-16 of Excel', Buffer.from('\ufeffmüller@place-1.test\n', 'utf16le'), '1 address to verify'],
      [
        'UTF-16 with the other byte order',
        Buffer.from('\ufeffm@place-1.test\n', 'utf16le').swap16(),
        '1 address to verify',
      ],
      ['Windows-1252', Buffer.from('anna@place-1.test\nm\xfcller\n', 'latin1'), '“müller”'],
      [
        'CSV that names its delimiter for Excel',
        Buffer.from('sep=;\r\nName;E-mail\r\nLee, Ann;ann@place-1.test\r\n'),
        '<option value="1" selected>E-mail</option>',
      ],
    ])('reads a file in %s', async (_what, bytes, shown) => {
      const tab = await openTab();

      expect((await tab.send('/new/verify-list/review', { list: new Blob([bytes]) })).text).toContain(shown);
    });

    test('shows the form again for a file that is no text', async () => {
      const tab = await openTab();

      const refused = await tab.send('/new/verify-list/review', { list: new Blob([new Uint8Array(6)]) });

      expect(refused.status).toBe(400);
      expect(refused.text).toContain('This is no text file.');
      expect(refused.text).toContain('<textarea id="list"');
    });

    test('M02: scans domains, and finds people of whom each line names one', async () => {
      const tab = await openTab();
      const people = 'Maria, Lopez, place-1.test\r\n\r\nJo, Kim, place-2.test';

      const scan = await tab.send('/new/scan-domains/review', { list: 'place-1.test\nplace-2.test' });
      const started = await tab.send('/new/scan-domains', orderOf(scan));
      const find = await tab.send('/new/find-emails/review', { list: people });
      const wrong = await tab.send('/new/find-emails/review', { list: 'Maria Lopez' });
      const overview = await tab.get('');

      expect(scan.text).toContain('2 websites to scan');
      expect(started.status).toBe(303);
      expect(find.text).toContain('2 addresses to find');
      expect(wrong.text).toContain('Line 1 is not a first name, a last name and a website');
      expect(overview.text).toContain('<bdi>2 websites to scan</bdi>');
    });

    test('S01: finds the contacts of companies', async () => {
      const tab = await openTab();
      const review = await tab.send('/new/find-contacts/review', { list: 'place-1.test', most: '2' });

      const { status } = await tab.send('/new/find-contacts', orderOf(review));

      expect(review.text).toContain('Contacts at 1 company');
      expect(status).toBe(303);
    });

    test('shows hostile input as text', async () => {
      const tab = await openTab();
      const query = '"><script>alert(1)</script>';

      const review = await tab.send('/new/find-leads/review', { ...search, query });
      const list = await tab.send('/new/verify-list/review', { list: '</textarea><b>x</b>\na@b.test' });

      expect(review.text).not.toContain('<script>');
      expect(list.text).not.toContain('<b>x</b>');
    });

    test('C181: is refused when another site sends the form, or when it has no order', async () => {
      const tab = await openTab();
      const order = orderOf(await tab.send('/new/find-leads/review', search));

      const foreign = await tab.send('/new/find-leads', order, { origin: 'https://evil.example' });
      const bare = await tab.send('/new/find-leads', search);
      const unknown = await tab.get('/new/nothing');

      expect([foreign.status, bare.status, unknown.status]).toEqual([403, 400, 404]);
      expect(await jobsOf(tab, 'scrape')).toEqual([]);
    });

    test('can run again with the values of an earlier one', async () => {
      const tab = await openTab();
      await tab.send('/new/find-leads', orderOf(await tab.send('/new/find-leads/review', search)));
      const [job] = await jobsOf(tab, 'scrape');

      const { text } = await tab.get(`/new/find-leads?again=${job?.job_id}`);
      const stranger = await openTab();
      const foreign = await stranger.get(`/new/find-leads?again=${job?.job_id}`);

      expect(text).toContain('value="Austin, Texas"');
      expect(foreign.text).not.toContain('value="Austin, Texas"');
    });
  });
}
