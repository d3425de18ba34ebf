import { inputFields, type Operation, providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { generateApp } from '../src/generate/app.ts';
import { toSentenceCase } from '../src/generate/sentence-case.ts';
import * as words from '../src/generate/words.ts';

describe.each(Object.values(providers))('the words of the app of $name', (provider) => {
  const { modules, readme } = generateApp(provider);
  const descriptions = Object.values(modules).map(({ description }) => description);
  const operations: readonly Operation[] = Object.values(provider.operations);

  test('are sentences', () => {
    for (const text of descriptions) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/ {2}|undefined|\.\.|\{\{/);
    }
  });

  test('name no other company', () => {
    const found = words.otherCompanies.filter((company) => descriptions.join(' ').includes(company));

    expect(found).toEqual([]);
  });

  test('say what each paid operation costs', () => {
    for (const { cost } of operations) expect(descriptions.some((text) => text.includes(cost))).toBe(true);
  });

  test("begin with the definition's help at each field", () => {
    const helps = Object.values(modules).flatMap(
      ({ mappableParams }) => mappableParams as unknown as { name: string; help?: string }[],
    );

    for (const { key, help } of operations.flatMap((operation) => inputFields(operation)))
      expect(helps.some((field) => field.name === key && field.help?.startsWith(help))).toBe(true);
  });

  test('name a path of the API where any request can be made', () => {
    const [path] = (modules['makeApiCall']?.mappableParams ?? []) as unknown as { help: string }[];
    const [, example = ''] = /such as `([^`/][^`]*)`/.exec(path?.help ?? '') ?? [];
    const routes = operations.map((operation) =>
      operation.kind === 'job' ? operation.create : operation.route,
    );

    expect(routes.map((route) => route.split(' ')[1])).toContain(`/${example}`);
  });

  test('say that a job which is waited for may charge for more than the limit', () => {
    const fields = Object.entries(modules)
      .filter(([key]) => key.startsWith('run'))
      .flatMap(([, module]) => module.mappableParams as unknown as { name: string; help?: string }[]);

    for (const { help } of fields.filter(({ name }) => name === 'limit'))
      expect(help).toMatch(/^Maximum number of returned .* may charge for more/);
  });

  test('are in the documentation of the app', () => {
    for (const { label } of Object.values(modules)) expect(readme).toContain(`- **${label}.**`);
    expect(readme).toContain(provider.baseUrl);
  });
});

test.each([
  ['scrapekit', /Paste it into the field "Webhook URL"/],
  ['scrupp', /Paste it into the field "Webhook URL"/],
  ['matchkraft', /Enter it in the dashboard of MatchKraft/],
  ['scrapenest', /The app registers its address with ScrapeNest/],
] as const)('the documentation says how %s learns the address of a webhook', (id, steps) => {
  expect(generateApp(providers[id]).readme).toMatch(steps);
});

test.each([
  ['scrapekit', '`completed` or `partial`'],
  ['matchkraft', '`completed` or `COMPLETED`'],
  ['scrupp', '`completed` or `succeeded`'],
  ['scrapenest', '`completed` or `succeeded`'],
] as const)('the documentation names the status of a completed job of %s', (id, words) => {
  expect(generateApp(providers[id]).readme).toContain(`continue only when its status is ${words}, and`);
});

test('the documentation of Scrapfly has no steps for a trigger', () => {
  expect(generateApp(providers.scrapfly).readme).not.toContain('create a webhook');
});

test.each([
  ['Max Leads', 'Max leads'],
  ['Webhook URL', 'Webhook URL'],
  ['Job ID', 'Job ID'],
  ['Render JavaScript', 'Render JavaScript'],
  ['Look Up Companies', 'Look up companies'],
  ['Get a Key of ScrapeKit', 'Get a key of ScrapeKit'],
  ['As the Website Sends It', 'As the website sends it'],
  ['scrape a page', 'Scrape a page'],
])('%s is %s in sentence case', (title, sentence) => {
  expect(toSentenceCase(title)).toBe(sentence);
});

test.each([
  ['scrape job', 'scrape jobs', 'a scrape job'],
  ['email search', 'email searches', 'an email search'],
  ['scrape', 'scrapes', 'a scrape'],
])('the forms of %s', (noun, many, one) => {
  expect([words.plural(noun), words.withArticle(noun)]).toEqual([many, one]);
});
