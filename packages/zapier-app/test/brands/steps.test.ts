import type { ProviderId } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { definitions, type Step } from './definition.ts';

const stepsAbout = (job: string, row: string) => ({
  creates: [`create_${job}`, `get_${job}_results`],
  searches: [`find_${job}`, `find_${row}_in_${job}`],
  triggers: [`new_${row}_in_${job}`],
});

const domainScan = stepsAbout('domain_scan', 'website');
const emailValidation = stepsAbout('email_validation', 'address');
const emailSearch = stepsAbout('email_search', 'person');
const companyTask = stepsAbout('company_task', 'company');
const contactTask = stepsAbout('contact_task', 'contact');
const scruppJob = stepsAbout('job', 'result');

/** What each app offers. MatchKraft and Scrupp list no jobs, and Scrapfly answers nothing about a queued scrape. */
const expected: Readonly<Record<ProviderId, Readonly<Record<Step['kind'], readonly string[]>>>> = {
  scrapekit: {
    creates: [
      'create_scrape_job',
      'create_scrape_job_and_wait',
      'get_scrape_results',
      'cancel_scrape_job',
      'create_verification_job',
      'create_verification_job_and_wait',
      'get_verification_job_results',
      'cancel_verification_job',
      'verify_email',
    ],
    searches: [
      'find_scrape_job',
      'find_last_scrape_job',
      'find_lead_in_scrape_job',
      'find_verification_job',
      'find_last_verification_job',
      'find_address_in_verification_job',
      'find_account',
    ],
    triggers: [
      'scrape_job_finished',
      'new_lead_in_scrape_job',
      'verification_job_finished',
      'new_address_in_verification_job',
      'low_balance',
    ],
  },
  matchkraft: {
    creates: [...domainScan.creates, ...emailValidation.creates, ...emailSearch.creates],
    searches: [...domainScan.searches, ...emailValidation.searches, ...emailSearch.searches],
    triggers: [...domainScan.triggers, ...emailValidation.triggers, ...emailSearch.triggers],
  },
  scrupp: {
    creates: [
      ...companyTask.creates,
      'create_company_task_and_wait',
      ...contactTask.creates,
      'create_contact_task_and_wait',
      ...scruppJob.creates,
      'create_job_and_wait',
    ],
    searches: [...companyTask.searches, ...contactTask.searches, ...scruppJob.searches, 'find_account'],
    triggers: [...companyTask.triggers, ...contactTask.triggers, ...scruppJob.triggers, 'low_balance'],
  },
  scrapfly: {
    creates: ['create_scrape', 'scrape_now'],
    searches: ['find_account'],
    triggers: ['low_balance'],
  },
  scrapenest: {
    creates: ['create_scraping_job', 'get_scraping_job_results'],
    searches: ['find_scraping_job', 'find_file_in_scraping_job'],
    triggers: ['scraping_job_finished', 'new_file_in_scraping_job'],
  },
};

describe.each(definitions)('the app of $id', ({ id, steps }) => {
  test.each(['triggers', 'creates', 'searches'] as const)('offers the %s that the API allows', (kind) => {
    const keys = steps.filter((step) => step.kind === kind).map(({ key }) => key);

    expect(keys.toSorted()).toEqual(expected[id][kind].toSorted());
  });
});

describe('the keys that Zaps of ScrapeKit have stored', () => {
  const [scrapekit] = definitions;
  const stepOf = (key: string) => scrapekit?.steps.find((step) => step.key === key);
  const inputs = (key: string) => stepOf(key)?.operation.inputFields.map((field) => field.key);
  const outputs = (key: string) => stepOf(key)?.operation.outputFields.map((field) => field.key);

  const job = ['id', 'status', 'query', 'location', 'created_at'];
  const results = [
    ...job,
    'credits_used',
    'results_count',
    'results_included',
    'all_results_included',
    'results_file',
    ...['place_id', 'name', 'address', 'phone', 'website', 'rating', 'reviews_count'].map(inResults),
    ...['lat', 'lng', 'category', 'emails_found', 'email_status'].map(inResults),
  ];

  test.each([
    ['create_scrape_job', [...job, 'max_leads', 'verify_emails', 'estimated_credits']],
    ['create_scrape_job_and_wait', results],
    ['get_scrape_results', results],
  ])('%s keeps the keys of its output', (key, kept) => {
    expect(outputs(key)).toEqual(expect.arrayContaining(kept));
    expect(Object.keys(stepOf(key)?.operation.sample ?? {})).toEqual(
      expect.arrayContaining(kept.filter((each) => !each.includes('[]'))),
    );
  });

  test.each([
    ['create_scrape_job', ['query', 'location', 'max_leads', 'verify_emails', 'webhook_url']],
    ['create_scrape_job_and_wait', ['query', 'location', 'max_leads', 'verify_emails']],
    ['get_scrape_results', ['job_id']],
  ])('%s keeps the keys of its form', (key, kept) => {
    expect(inputs(key)).toEqual(expect.arrayContaining(kept));
  });

  test('the connection and the file keep their keys', () => {
    expect(scrapekit?.authentication.fields.map(({ key }) => key)).toEqual([
      'api_key',
      'webhook_secret',
      'base_url',
    ]);
    expect(Object.keys(scrapekit?.hydrators ?? {})).toContain('scrapeResultsFile');
  });
});

function inResults(key: string): string {
  return `results[]${key}`;
}
