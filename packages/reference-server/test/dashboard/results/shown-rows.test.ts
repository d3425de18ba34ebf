import { describe, expect, test } from 'vitest';
import { renderResults } from '../../../src/dashboard/results/render-results.ts';
import type { StoredJob } from '../../../src/jobs/job.ts';
import { matchkraftJobView } from '../../../src/providers/matchkraft/view.ts';
import type { JobView } from '../../../src/providers/provider-backend.ts';
import { scrapekitJobView } from '../../../src/providers/scrapekit/view.ts';
import { createArtifact } from '../../../src/providers/scrapenest/artifacts.ts';
import { artifactRow, scrapenestJobView } from '../../../src/providers/scrapenest/view.ts';
import { scrapflyJobView } from '../../../src/providers/scrapfly/view.ts';
import { scruppJobView } from '../../../src/providers/scrupp/view.ts';

const at = new Date('2026-01-01T00:00:00Z');
const job: StoredJob = {
  ...{ id: 'job1', accountId: 'a', provider: 'p', operation: 'scrape', status: 'completed' },
  ...{ input: {}, cap: 1, target: 1, produced: 1, unitsCharged: 0, extraUnits: 0, tally: {}, error: null },
  ...{ webhookUrl: null, clientRequestId: null, createdAt: at, startedAt: at, finishedAt: at },
};

/** Renders rows as the dashboard shows those of a provider, without a database. */
async function show(
  view: JobView,
  rows: readonly object[],
  { query = {}, ...change }: Partial<StoredJob> & { readonly query?: Record<string, unknown> } = {},
): Promise<string> {
  const pages = async function* () {
    for (const row of rows) yield JSON.stringify(row);
  };
  const stored = { ...view, results: () => ({ envelope: {}, list: '', columns: [], pages: pages() }) };
  const services = { storage: {} as never, jobViews: new Map([['p', stored]]) };
  const html = await renderResults(services, { ...job, produced: rows.length, ...change }, query);
  return html.replace(/\s+/g, ' ');
}

/** Returns the cells of each row as text, without the tags. */
const cellsOf = (html: string): readonly (readonly string[])[] =>
  [...html.matchAll(/<tr role="row">(.*?)<\/tr>/g)]
    .slice(1)
    .map(([, row = '']) =>
      [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '|')),
    );

const lead = (change: object) => ({
  ...{
    place_id: 'p',
    name: 'Harbor',
    address: '1 Main St',
    phone: '+1 512',
    website: 'http://www.harbor.test/',
  },
  ...{ rating: 4.5, reviews_count: 3, lat: 30.2672, lng: -97.7431, category: 'Dentist', emails_found: '' },
  ...change,
});
const leadsJob = { input: { query: 'dentists', location: 'Austin, Texas', verifyEmails: true } };
const names = (html: string) => cellsOf(html).map(([name]) => name);

describe('the results of a job', () => {
  test('of ScrapeKit are leads with a verdict in words, a map and the number of leads by town', async () => {
    const html = await show(
      scrapekitJobView,
      [
        lead({ emails_found: 'info@harbor.test;ann@harbor.test', email_status: 'catch_all' }),
        lead({ name: 'Dallas', lat: 32.7767, lng: -96.797, email_status: '' }),
        lead({ name: 'Nowhere', lat: '', lng: '', email_status: 'safe' }),
      ],
      leadsJob,
    );

    expect(cellsOf(html)[0]).toEqual([
      ...['Harbor', 'info@harbor.test|ann@harbor.test', '|catch-all|', '+1 512', '|harbor.test|'],
      ...['1 Main St', '4.5'],
    ]);
    expect(html).toContain('accepts mail to every name');
    expect(html).toContain('Leads by town: Austin 1, Dallas 1.');
    expect(html).toContain('The map leaves out 1 of 3 leads,');
    expect(html).toContain('aria-label="Map of 2 leads"');
    expect(/class="leads" d="([^"]*)"/.exec(html)?.[1]?.match(/h0/g)).toHaveLength(2);
  });

  test('of a list say how often each verdict and each reason was given', async () => {
    const verdict = (email: string, status: string, reason: string | null) => ({
      ...{ email, status, reason, role: false, catch_all: false, free_provider: true, overall_score: 5 },
    });

    const html = await show(
      scrapekitJobView,
      [
        verdict('a@b.test', 'safe', null),
        verdict('b@b.test', 'invalid', 'no such mailbox'),
        verdict('c@b.test', 'invalid', 'no such mailbox'),
      ],
      { operation: 'verify' },
    );

    expect(html).toMatch(/safe.*1 \(33 %\).*invalid.*2 \(67 %\).*no such mailbox.*2 \(100 %\)/);
    expect(cellsOf(html)[1]).toEqual(['b@b.test', '|invalid|', 'no such mailbox', '5', 'yes']);
    expect(html).not.toContain('class="map"');
  });

  test('of a long list are counted to the last row when the job has counted them', async () => {
    const row = { email: 'a@b.test', status: 'safe', reason: null };
    const tally = { safe: 90_000, unknown: 10_000 };

    const html = await show(scrapekitJobView, Array(6_000).fill(row), {
      ...{ operation: 'verify', produced: 100_000, tally },
    });

    expect(html).toMatch(/safe.*90,000 \(90 %\).*unknown.*10,000 \(10 %\)/);
    expect(html).toContain('This job has 100,000 addresses.');
    expect(html).toContain('use the first 5,000 of them. The files contain all.');
  });

  test('of MatchKraft show the addresses of a website with their verdicts', async () => {
    const emails = ['safe', 'disabled', 'safe', 'safe', 'safe', 'safe'].map((status, index) => ({
      ...{ email: `${index}@b.test`, status, action: 'send', score: 95, reason: null },
    }));
    const row = { website: 'b.test', domain: 'b.test', emails, pagesRead: 3, reason: null };

    const html = await show(
      matchkraftJobView,
      [{ ...row, suspectedTraps: [{ email: 'trap@b.test', reason: 'hidden' }] }],
      { operation: 'domain-scan' },
    );

    expect(cellsOf(html)).toEqual([
      [
        '|b.test|',
        '0@b.test |safe||1@b.test |disabled||2@b.test |safe||3@b.test |safe||and 2 more',
        ...['trap@b.test', '3', ''],
      ],
    ]);
    expect(html).toMatch(/safe.*5 \(83 %\).*disabled.*1 \(17 %\)/);
  });

  test('of Scrupp are placed by the town of their address', async () => {
    const row = { item: 'dentists in Austin', found: true, reason: null, company_name: 'Harbor' };

    const html = await show(
      scruppJobView,
      [
        { ...row, company_address: '12 Congress Ave, Austin, TX 78701', emails: [] },
        { ...row, company_address: null, emails: [{ email: 'a@b.test', status: 'role', score: 80 }] },
      ],
      { operation: 'companies' },
    );

    expect(html).toContain('Austin, Texas, United States 1');
    expect(html).toContain('The map leaves out 1 of 2 companies,');
    expect(cellsOf(html)[1]?.[2]).toBe('a@b.test |role|');
  });

  test('of Scrapfly and ScrapeNest are cut and have their size', async () => {
    const page = { url: 'https://b.test/x', success: true, status_code: 200, reason: null, size: 1_048_576 };
    const content = `<script>alert(1)</script>${'x'.repeat(1_000_000)}`;

    const scraped = await show(scrapflyJobView, [{ ...page, content_type: 'text/html', content }]);
    const bytes = Buffer.from('<p>Caf\xe9</p>', 'latin1');
    const contentType = 'text/html; charset=iso-8859-1';
    const artifact = createArtifact({ name: 'page.html', contentType, bytes });
    const artifacts = await show(scrapenestJobView, [artifactRow(artifact, 'j')]);

    expect(cellsOf(scraped)[0]?.slice(0, 6)).toEqual(['|b.test/x|', 'yes', '200', '', 'text/html', '1.0 MB']);
    expect(scraped).toContain('&#60;script&#62;alert(1)');
    expect(scraped.length).toBeLessThan(6_000);
    expect(cellsOf(artifacts)).toEqual([
      ['page.html', contentType.replace('=', '&#61;'), '11 bytes', '&#60;p&#62;Café&#60;/p&#62;'],
    ]);
  });

  test('show hostile values as text', async () => {
    const html = await show(
      scrapekitJobView,
      [
        lead({ name: '<img src=x onerror=alert(1)>', address: '</td><b>', category: '"' }),
        lead({
          name: 'evil\u202egpj.exe\u0000',
          website: 'javascript:alert(1)',
          emails_found: '"><i>@x.test',
        }),
        lead({ website: 'http://user:pass@bank.test/', lat: 'NaN', lng: {} }),
        lead({ name: { toString: 'x' }, website: ['http://a.test'], rating: '<b>' }),
      ],
      leadsJob,
    );

    expect(html).not.toMatch(/<img|<i>|<b>|onerror="|href="javascript|\u202e|\0/);
    expect(html).toContain('evil⟨U+202E⟩gpj.exe⟨U+0000⟩');
    expect([...html.matchAll(/href="(http[^"]*)"/g)].map(([, href]) => href)).toEqual([
      'http://www.harbor.test/',
    ]);
  });

  test('are sorted by a column in both directions, by numbers as numbers, with empty cells last', async () => {
    const rows = [
      lead({ name: 'b', rating: 4.5 }),
      lead({ name: 'É', rating: '' }),
      lead({ name: 'a 10', rating: 10 }),
      lead({ name: 'a 9', rating: 5 }),
    ];
    const sorted = async (query: Record<string, string>) =>
      names(await show(scrapekitJobView, rows, { ...leadsJob, query }));

    expect(await sorted({ sort: 'name' })).toEqual(['a 9', 'a 10', 'b', 'É']);
    expect(await sorted({ sort: 'rating' })).toEqual(['b', 'a 9', 'a 10', 'É']);
    expect(await sorted({ sort: 'rating', order: 'down' })).toEqual(['a 10', 'a 9', 'b', 'É']);
    expect(await sorted({ sort: 'constructor', page: '-1' })).toEqual(['b', 'É', 'a 10', 'a 9']);
    const html = await show(scrapekitJobView, rows, { ...leadsJob, query: { sort: 'name', search: 'É' } });
    expect(html).toContain(
      '"/dashboard/jobs/job1?search&#61;%C3%89&#38;sort&#61;name&#38;order&#61;down#rows"',
    );
  });

  test('are sorted by verdict from the best to the worst', async () => {
    const rows = ['invalid', '', 'unknown', 'safe', 'role'].map((email_status) =>
      lead({ name: email_status, email_status }),
    );

    const html = await show(scrapekitJobView, rows, { ...leadsJob, query: { sort: 'email_status' } });

    expect(names(html)).toEqual(['safe', 'role', 'unknown', 'invalid', '']);
  });

  test('are searched in all shown cells, and stay searched on the next page', async () => {
    const rows = Array.from({ length: 90 }, (_, index) =>
      lead({ name: `N${index}`, address: index % 2 === 0 ? 'Elm St' : 'Oak St' }),
    );
    const query = { search: ' ELM ', page: '2' };

    const second = await show(scrapekitJobView, rows, { ...leadsJob, query });
    const nothing = await show(scrapekitJobView, rows, { ...leadsJob, query: { search: '<b>' } });

    expect(second).toContain('26 to 45 of 45 leads found');
    expect(names(second)).toHaveLength(20);
    expect(second).toMatch(/rel="prev"/);
    expect(second).not.toMatch(/rel="next"/);
    expect(nothing).toContain('None of the leads contains “&#60;b&#62;”.');
    expect(
      names(await show(scrapekitJobView, rows, { ...leadsJob, query: { page: '999999' } })),
    ).toHaveLength(15);
  });

  test('have a page below 30 kB, and are read up to a limit', async () => {
    let read = 0;
    const text = JSON.stringify(lead({ address: `${'long '.repeat(30)}St` }));
    const pages = async function* () {
      for (; read < 500_000; read += 200) yield Array(200).fill(text).join(',');
    };
    const view = {
      ...scrapekitJobView,
      results: () => ({ envelope: {}, list: '', columns: [], pages: pages() }),
    };
    const services = { storage: {} as never, jobViews: new Map([['p', view]]) };

    const html = await renderResults(services, { ...job, ...leadsJob, produced: 500_000 }, {});

    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
    expect(read).toBeLessThanOrEqual(5_200);
    expect(html).toContain('500,000');
  });

  test.each([
    ['queued', 'There were no rows yet when this page was loaded.'],
    ['failed', 'This job has no rows.'],
  ] as const)('are announced when a %s job has none', async (status, sentence) => {
    expect(await show(scrapekitJobView, [], { ...leadsJob, status })).toContain(sentence);
  });
});
