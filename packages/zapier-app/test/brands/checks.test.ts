import { type Operation, type ProviderId, providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { openBrand } from '../brand.ts';
import { allSteps, definitions, formFields, isTitleCase } from './definition.ts';

// The checks of an upload that need only the definition, with the numbers that Zapier gives them
// (<https://docs.zapier.com/integrations/publish/integration-checks-reference>).

const help = (text = ''): string => text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, '');

describe.each(definitions)('the app of $id', ({ id, authentication, flags, platformVersion }) => {
  test("passes Zapier's structural validation", async () => {
    await expect(openBrand(id).inspect('validate')).resolves.toEqual([]);
  });

  test('D002: the help for the API key links to the page that shows it', () => {
    const apiKey = authentication.fields.find(({ key }) => key === 'api_key');

    expect(apiKey?.helpText).toMatch(/\[[^\]]+\]\(https:\/\/[^)]+\)/);
  });

  test('D003: the connection label is the account and nothing else', () => {
    expect(authentication.connectionLabel).toBe('{{account}}');
  });

  test('secrets are password fields, and only the key is required', () => {
    const secrets = authentication.fields.filter(({ key }) => /key|secret|token/.test(key));

    expect(secrets.filter(({ type }) => type !== 'password')).toEqual([]);
    expect(authentication.fields.filter(({ required }) => required !== false).map(({ key }) => key)).toEqual([
      'api_key',
    ]);
  });

  test('D027: package.json pins the version of the platform with which the app was built', async () => {
    const { default: manifest } = (await import(`../../brands/${id}/package.json`, {
      with: { type: 'json' },
    })) as { readonly default: { readonly dependencies: Readonly<Record<string, string>> } };

    expect(manifest.dependencies['zapier-platform-core']).toBe(platformVersion);
  });

  test('D028: Zapier passes empty inputs on', () => {
    expect(flags.cleanInputData).toBe(false);
  });
});

/** Fields for an ID of the user's own, of which no provider has a list. */
const ownIds = ['external_id'];

const listOf = (id: ProviderId, job: string) =>
  Object.values<Operation>(providers[id].operations)
    .filter((operation) => operation.kind === 'job')
    .find(({ nouns }) => nouns.job === job)?.list;

describe.each(allSteps)('$name', ({ id, step }) => {
  const { kind, key, noun, display, operation } = step;
  const fields = formFields(step);

  test('D001: no field asks for a secret', () => {
    expect(fields.filter((field) => /token|secret|password|api_?key/i.test(field.key))).toEqual([]);
  });

  test('D004: a field for an ID offers choices where the provider lists them', () => {
    const ids = fields.filter((field) => field.key.endsWith('_id') && !ownIds.includes(field.key));

    for (const { label = '', choices = {} } of ids) {
      const list = listOf(id, label.toLowerCase());
      expect(Object.keys(choices)).toEqual(list === undefined ? [] : ['perform']);
      expect(label).not.toMatch(/\bID$/);
    }
  });

  test('D006, D017: a hook subscribes, unsubscribes and has a list for tests', () => {
    const { type, performSubscribe, performUnsubscribe, performList } = operation;
    const functions = [performSubscribe, performUnsubscribe, performList].filter(
      (each) => each !== undefined,
    );

    expect(functions).toHaveLength(type === 'hook' ? 3 : 0);
  });

  test('D009: a search has a field', () => {
    if (kind === 'searches') expect(fields).not.toEqual([]);
  });

  test('D010: the sample of a trigger or search contains its primary key', () => {
    const primary = operation.outputFields.filter((field) => field.primary).map((field) => field.key);

    if (kind !== 'creates') expect(primary).toEqual(['id']);
    expect(Object.keys(operation.sample)).toEqual(expect.arrayContaining(primary));
  });

  test('D018: label, noun and fields are in title case, and the label is short', () => {
    const labels = [...fields, ...operation.outputFields].map(({ label }) => label ?? '');

    expect([display.label, noun, ...labels].filter((label) => !isTitleCase(label))).toEqual([]);
    expect(display.label.length).toBeLessThanOrEqual(64);
  });

  test('D021: the description begins as Zapier asks and ends with a full stop', () => {
    const begins = {
      triggers: /^Triggers when .+\.$/s,
      creates: /^(Creates|Gets|Cancels|Verifies|Scrapes) .+\.$/s,
      searches: /^Finds .+\.$/s,
    }[kind];

    expect(display.description).toMatch(begins);
    expect(display.description.length).toBeLessThanOrEqual(1000);
  });

  test('D007, D008, D011: the help of a field is a sentence with Markdown links to secure pages', () => {
    const groups = operation.inputFields.filter(({ children }) => children !== undefined);
    const texts = fields.filter((field) => !groups.includes(field)).map(({ helpText = '' }) => helpText);

    expect(texts.filter((text) => !/^[A-Z].*\.$/s.test(text))).toEqual([]);
    expect(texts.filter((text) => text.length > 1000)).toEqual([]);
    expect(texts.filter((text) => /https?:/.test(help(text)) || text.includes('](http:'))).toEqual([]);
    expect(fields.filter(({ helpText, label }) => helpText === `${label}.`)).toEqual([]);
  });

  test('lists the required fields first', () => {
    const required = operation.inputFields.map((field) => field.required === true);

    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
  });

  test('has a key of several words in lower case', () => {
    expect(key).toMatch(/^[a-z]+(_[a-z]+)+$/);
  });
});
