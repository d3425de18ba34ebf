import { inputFields, type Operation, providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { checkApp } from '../src/check/check-app.ts';
import { writeAppFiles } from '../src/format/app-files.ts';
import { generateApp } from '../src/generate/app.ts';
import { otherCompanies } from '../src/generate/words.ts';

/** The modules of each app. A module is added here on purpose, because Make never forgets a published one. */
const expectedModules = {
  scrapekit: [
    'watchFinishedScrapeJobs',
    'watchFinishedVerificationJobs',
    'createScrapeJob',
    'getScrapeJob',
    'cancelScrapeJob',
    'listScrapeJobs',
    'runScrapeJob',
    'listLeads',
    'downloadLeads',
    'createVerificationJob',
    'getVerificationJob',
    'cancelVerificationJob',
    'listVerificationJobs',
    'runVerificationJob',
    'listAddresses',
    'downloadAddresses',
    'verifyEmail',
    'makeApiCall',
  ],
  matchkraft: [
    'watchFinishedJobs',
    'createDomainScan',
    'getDomainScan',
    'runDomainScan',
    'listWebsites',
    'createEmailValidation',
    'getEmailValidation',
    'runEmailValidation',
    'listAddresses',
    'createEmailSearch',
    'getEmailSearch',
    'runEmailSearch',
    'listPeople',
    'makeApiCall',
  ],
  scrupp: [
    'watchFinishedCompanyTasks',
    'watchFinishedContactTasks',
    'watchFinishedJobs',
    'createCompanyTask',
    'getCompanyTask',
    'runCompanyTask',
    'listCompanies',
    'createContactTask',
    'getContactTask',
    'runContactTask',
    'listContacts',
    'createJob',
    'getJob',
    'runJob',
    'listResults',
    'makeApiCall',
  ],
  scrapfly: ['createScrape', 'scrapeNow', 'makeApiCall'],
  scrapenest: [
    'watchFinishedScrapingJobs',
    'createScrapingJob',
    'getScrapingJob',
    'runScrapingJob',
    'listFiles',
    'downloadFile',
    'makeApiCall',
  ],
} as const;

describe.each(Object.values(providers))('the app of $name', (provider) => {
  const app = generateApp(provider);
  const files = writeAppFiles(app);
  const names = [
    ...Object.values(app.connections),
    ...Object.values(app.webhooks),
    ...Object.values(app.modules),
  ].map(({ label }) => label);
  const groups = (app.groups as { readonly label: string }[]).map(({ label }) => label);
  const inputs = Object.values(app.modules).flatMap(({ mappableParams }) => inputsOf(mappableParams));

  test('has no problem', () => {
    expect(checkApp(files)).toEqual([]);
  });

  test('has the modules that its definition allows', () => {
    expect(Object.keys(app.modules)).toEqual(expectedModules[provider.id as keyof typeof expectedModules]);
  });

  test('offers every operation with every field of its definition', () => {
    const operations: readonly Operation[] = Object.values(provider.operations);

    const offered = operations.map((operation) => {
      const words =
        operation.kind === 'call' ? app.modules[keyOf(provider.operations, operation)] : undefined;
      const module =
        words ?? app.modules[`create${pascal((operation as { nouns: { job: string } }).nouns.job)}`];
      return inputsOf(module?.mappableParams).map(({ name }) => name);
    });

    expect(offered).toEqual(operations.map((operation) => inputFields(operation).map(({ key }) => key)));
  });

  test('names no other company in a label', () => {
    const labels = [provider.name, ...names, ...groups, ...inputs.map(({ label }) => label)];

    expect(labels.filter((label) => otherCompanies.some((company) => label.includes(company)))).toEqual([]);
  });

  test('writes labels in sentence case', () => {
    const labels = [...names, ...groups, ...inputs.map(({ label }) => label)];

    expect(labels.filter((label) => !isSentenceCase(label))).toEqual([]);
  });

  test('asks for no secret but the API key', () => {
    const { params } = app.connections.apiKey!;
    const asked = inputsOf(params).map(({ name }) => name);

    expect(asked.filter((name) => !['baseUrl', 'checkKey'].includes(name))).toEqual(['apiKey']);
    expect(Object.values(files).filter((content) => content.includes('whsec_'))).toEqual([]);
  });

  test('says in its documentation that it was not run on Make', () => {
    expect(app.readme).toContain('has not been run on Make');
  });
});

interface Input {
  readonly name: string;
  readonly label: string;
}

/** The fields of a form, as they stand in a file. */
const inputsOf = (content: unknown): readonly Input[] => content as Input[];

const keyOf = (operations: Readonly<Record<string, unknown>>, operation: unknown): string =>
  Object.keys(operations).find((key) => operations[key] === operation) ?? '';

const pascal = (noun: string): string =>
  noun.replaceAll(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Words after the first are in lower case, except abbreviations and names. */
const isSentenceCase = (label: string): boolean =>
  /^[A-Z]/.test(label) &&
  label
    .split(' ')
    .slice(1)
    .every((word) => !/^[A-Z][a-z]+$/.test(word));
