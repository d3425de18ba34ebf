import { expectTypeOf, test } from 'vitest';
import type { JobRun, MatchKraft, ScrapeKit, Scrapfly, Scrupp } from '../../src/node/index.ts';

// `npm run check:types` compiles these tests, and an expected error that does not occur is an error.
test('the fields of an input are known, so a misspelt or missing one does not compile', () => {
  const calls = (scrapekit: ScrapeKit, matchkraft: MatchKraft, scrapfly: Scrapfly, scrupp: Scrupp) => {
    void scrapekit.scrape.create({
      query: 'dentists',
      location: 'Austin',
      max_leads: 20,
      verify_emails: true,
    });
    void scrapekit.scrape.create({ query: 'dentists', location: 'Austin', max_leads: 'all' });
    // @ts-expect-error max_leads is misspelt
    void scrapekit.scrape.create({ query: 'dentists', location: 'Austin', maxLeads: 20 });
    // @ts-expect-error max_leads is missing
    void scrapekit.scrape.run({ query: 'dentists', location: 'Austin' });
    // @ts-expect-error max_leads is no text
    void scrapekit.scrape.run({ query: 'dentists', location: 'Austin', max_leads: '20' });
    // @ts-expect-error email is misspelt
    void scrapekit.verifyEmail({ mail: 'hello@example.com' });
    // @ts-expect-error verifyEmail answers at once and has no jobs
    void scrapekit.verifyEmail.run({ email: 'hello@example.com' });
    // @ts-expect-error website is misspelt
    void matchkraft.domainScan.create({ record: ['https://example.com'] });
    // @ts-expect-error there is no format pdf
    void scrapfly.scrapeNow({ url: 'https://example.com', format: 'pdf' });
    // @ts-expect-error items is a list
    void scrupp.companies.create({ items: 'https://example.com' });
    // @ts-expect-error Scrupp has no operation of this name
    scrupp.scrape.toString();
  };

  expectTypeOf(calls).toBeFunction();
});

test('the columns of a row are known', () => {
  type Lead = Awaited<ReturnType<JobRun<LeadOf<ScrapeKit>>['toArray']>>[number];

  expectTypeOf<Lead['name']>().toEqualTypeOf<string>();
  expectTypeOf<Lead['rating']>().toEqualTypeOf<number | null>();
  expectTypeOf<Lead['emails_found']>().toEqualTypeOf<string[]>();
  // @ts-expect-error emails_found is misspelt
  expectTypeOf<Lead['emails']>();
});

type LeadOf<Api extends ScrapeKit> = ReturnType<Api['scrape']['run']> extends JobRun<infer Row> ? Row : never;
