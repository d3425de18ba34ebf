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
    void matchkraft.domainScan.create({ records: ['https://example.com'] });
    void matchkraft.emailFinder.create({
      records: [{ firstName: 'Arseniy', lastName: 'Grusha', website: 'dataprana.io' }],
      jobName: 'Leads of June',
    });
    // @ts-expect-error records is misspelt
    void matchkraft.domainScan.create({ record: ['https://example.com'] });
    // @ts-expect-error a record of a domain scan is a text
    void matchkraft.domainScan.create({ records: [{ website: 'https://example.com' }] });
    // @ts-expect-error a record of an email validation is a text
    void matchkraft.emailValidation.create({ records: [7] });
    // @ts-expect-error firstName is misspelt
    void matchkraft.emailFinder.run({ records: [{ first: 'Arseniy', lastName: 'Grusha', website: 'x.io' }] });
    // @ts-expect-error there is no format pdf
    void scrapfly.scrapeNow({ url: 'https://example.com', format: 'pdf' });
    // @ts-expect-error items is a list
    void scrupp.companies.create({ items: 'https://example.com' });
    // @ts-expect-error Scrupp has no operation of this name
    scrupp.scrape.toString();
  };

  expectTypeOf(calls).toBeFunction();
});

type RowOf<Calls extends { readonly run: (input: never) => JobRun<unknown> }> =
  ReturnType<Calls['run']> extends JobRun<infer Row> ? Row : never;

test('the columns of the rows of MatchKraft and Scrupp are known, and all of them may be absent', () => {
  type Website = RowOf<MatchKraft['domainScan']>;
  type Verdict = RowOf<MatchKraft['emailValidation']>;
  type Person = RowOf<MatchKraft['emailFinder']>;
  type Company = RowOf<Scrupp['companies']>;
  type Contact = RowOf<Scrupp['contacts']>;

  expectTypeOf<Website['domain']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Verdict['catchAll']>().toEqualTypeOf<boolean | null | undefined>();
  expectTypeOf<Person['email']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<Company['company_name']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<Contact['email_score']>().toEqualTypeOf<number | null | undefined>();
  // @ts-expect-error a website has no catchAll
  expectTypeOf<Website['catchAll']>();
  // @ts-expect-error a person has no emails
  expectTypeOf<Person['emails']>();
  // @ts-expect-error a company has no first name
  expectTypeOf<Company['first_name']>();
  // @ts-expect-error companyName is misspelt
  expectTypeOf<Contact['companyName']>();
});

test('the columns of a row are known', () => {
  type Lead = RowOf<ScrapeKit['scrape']>;

  expectTypeOf<Lead['name']>().toEqualTypeOf<string>();
  expectTypeOf<Lead['rating']>().toEqualTypeOf<number | null>();
  expectTypeOf<Lead['emails_found']>().toEqualTypeOf<string[]>();
  // @ts-expect-error emails_found is misspelt
  expectTypeOf<Lead['emails']>();
});
