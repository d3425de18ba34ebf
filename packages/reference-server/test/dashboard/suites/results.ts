import { describe, expect, test } from 'vitest';
import type { TestAccount, TestServer } from '../../support/test-server.ts';

interface Tab {
  readonly account: TestAccount;
  /** Reads a page of the dashboard as bytes. */
  get(path: string): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }>;
}

const hostile = {
  name: '=cmd|calc',
  address: '"Ünter den Linden" 1, <b>Berlin</b>',
  phone: '+49 30 1',
  lat: 52.52,
  lng: 13.405,
};

export function describeResults(server: () => TestServer): void {
  const openTab = async (balance = 1): Promise<Tab> => {
    const account = await server().account(balance);
    const { cookie } = await server().dashboard(account);
    return {
      account,
      get: async (path) => {
        const response = await fetch(`${server().url}/dashboard${path}`, {
          headers: { cookie },
          redirect: 'manual',
        });
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
        return { status: response.status, headers: response.headers, text };
      },
    };
  };
  const scrapeHostile = async ({ account }: Tab): Promise<string> => {
    server().leadEngine.play('Zähne', {
      places: 2,
      place: (index) => (index === 0 ? hostile : { name: 'Plain', website: '', rating: null }),
      emails: (index) => (index === 0 ? ['a@x.test', 'b@x.test'] : []),
    });
    const id = await account.api.scrape('Zähne');
    await account.api.ended(id);
    return id;
  };

  describe('the results of a job in the dashboard', () => {
    test('C105: are a table, a map and files, byte by byte', async () => {
      const tab = await openTab();
      const id = await scrapeHostile(tab);
      const file = async (query: string) => (await tab.get(`/jobs/${id}/download?${query}`)).text;
      const header =
        'place_id,name,address,phone,website,rating,reviews_count,lat,lng,category,emails_found\r\n';
      const rest = 'https://place-0.example/,4.5,12,52.52,13.405,Dentist';
      const plain =
        'Zähne#1,Plain,"1 Main St, Austin, TX 78701",+1 512 555 0142,,,12,30.2672,-97.7431,Dentist,\r\n';

      const page = await tab.get(`/jobs/${id}`);
      const found = await tab.get(`/jobs/${id}?search=plain&sort=name`);
      const excel = await tab.get(`/jobs/${id}/download?format=excel`);
      const berlin = '"""Ünter den Linden"" 1, <b>Berlin</b>"';

      expect(page.text).toContain('&#60;b&#62;Berlin&#60;/b&#62;');
      expect(page.text.replace(/\s+/g, ' ')).toContain('Leads by town: Berlin 1, Austin 1.');
      expect(found.text).toContain('1 lead found');
      expect(excel.text).toBe(
        `\ufeff${header}Zähne#0,'=cmd|calc,${berlin},+49 30 1,${rest},a@x.test;b@x.test\r\n${plain}`,
      );
      expect(excel.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(excel.headers.get('content-disposition')).toBe(
        `attachment; filename="Zahne in Austin, Texas.csv"; filename*=UTF-8''Z%C3%A4hne%20in%20Austin%2C%20Texas.csv`,
      );
      expect(await file('format=csv')).toBe(
        `${header}Zähne#0,=cmd|calc,${berlin},+49 30 1,${rest},a@x.test;b@x.test\r\n${plain}`,
      );
      expect(await file('format=csv&rows=addresses')).toBe(
        `${header}Zähne#0,=cmd|calc,${berlin},+49 30 1,${rest},a@x.test\r\nZähne#0,=cmd|calc,${berlin},+49 30 1,${rest},b@x.test\r\n`,
      );
      const api = await tab.account.api.get(`/scrape/jobs/${id}/results`);
      expect(await file('format=json')).toBe(api.text);
      expect(
        (await file('format=ndjson'))
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
      ).toEqual(api.body.results);
    });

    test('C102: are shown while the job runs, and can be saved when it was cancelled', async () => {
      const tab = await openTab();
      const { api } = tab.account;
      const held = server().leadEngine.play('paid rows', { places: 60, holdFrom: 25 });
      const id = await api.scrape('paid rows');
      await api.jobWhen(id, ({ progress }) => progress.scraped === 25);

      const running = await tab.get(`/jobs/${id}`);
      const tooEarly = await tab.get(`/jobs/${id}/download?format=csv`);
      await api.post(`/jobs/${id}/cancel`);
      held.release();
      const cancelled = await tab.get(`/jobs/${id}`);
      const file = await tab.get(`/jobs/${id}/download?format=json`);

      expect(running.text.replace(/\s+/g, ' ')).toContain(
        'These were the 25 rows when this page was loaded.',
      );
      expect(tooEarly.status).toBe(409);
      expect(cancelled.text).toContain('Place 24');
      expect((await api.get(`/scrape/jobs/${id}/results`)).status).toBe(409);
      expect(JSON.parse(file.text)).toMatchObject({ status: 'cancelled', results_count: 25 });
    });

    test('are counted by verdict, in words', async () => {
      const tab = await openTab();
      const id = await tab.account.api.verify(['safe@x.test', 'catch_all@x.test', 'catch_all.2@x.test']);
      await tab.account.api.ended(id);

      const { text } = await tab.get(`/jobs/${id}`);

      expect(text.replace(/\s+/g, ' ')).toMatch(/safe.*1 \(33 %\).*catch-all.*2 \(67 %\).*because catch_all/);
    });

    test('C098: are not shown to other accounts, and a wrong file or map is refused', async () => {
      const tab = await openTab();
      const id = await scrapeHostile(tab);
      const stranger = await openTab();

      const answers = await Promise.all([
        stranger.get(`/jobs/${id}/download?format=csv`),
        tab.get('/jobs/%00/download?format=csv'),
        tab.get(`/jobs/${id}/download`),
        tab.get(`/jobs/${id}/download?format=constructor`),
        tab.get(`/jobs/${id}/download?format=csv&rows=all`),
        tab.get('/outline.svg'),
        tab.get('/outline.svg?area=1,2,3'),
        tab.get('/outline.svg?area=2,2,1,3'),
        tab.get('/outline.svg?area=-1e9,-90,1e9,90'),
      ]);

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 400, 400, 400, 400, 400, 400, 400]);
    });

    test('have a map whose ground is kept by the browser', async () => {
      const tab = await openTab();
      const id = await scrapeHostile(tab);
      const { text } = await tab.get(`/jobs/${id}`);
      const address = /href="\/dashboard(\/outline\.svg[^"]*)"/.exec(text)?.[1] ?? '';

      const { status, headers, text: svg } = await tab.get(address.replaceAll('&#61;', '='));

      expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
      expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<path d="M[^"]{100,}Z"/);
    });
  });
}
