import { type Operation, providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import { askedFields, forms, type Host } from './offered-operations.ts';

const NOT_YET = 'not offered yet';

/** Operations that a host does not offer, with the reason. The test fails when this list and the forms disagree. */
const absent: Readonly<Record<Host, Readonly<Record<string, string>>>> = {
  n8n: {
    'scrapekit verify': NOT_YET,
    'scrapekit verifyEmail': NOT_YET,
    'matchkraft domainScan': NOT_YET,
    'matchkraft emailValidation': NOT_YET,
    'matchkraft emailFinder': NOT_YET,
    'scrupp companies': NOT_YET,
    'scrupp contacts': NOT_YET,
    'scrupp job': NOT_YET,
    'scrapfly scrape': NOT_YET,
    'scrapfly scrapeNow': NOT_YET,
    'scrapenest scrape': NOT_YET,
  },
  zapier: {
    'scrapekit verify': NOT_YET,
    'scrapekit verifyEmail': NOT_YET,
    'matchkraft domainScan': NOT_YET,
    'matchkraft emailValidation': NOT_YET,
    'matchkraft emailFinder': NOT_YET,
    'scrupp companies': NOT_YET,
    'scrupp contacts': NOT_YET,
    'scrupp job': NOT_YET,
    'scrapfly scrape': NOT_YET,
    'scrapfly scrapeNow': NOT_YET,
    'scrapenest scrape': NOT_YET,
  },
};

const operations = Object.values(providers).flatMap(({ id, operations: each }) =>
  Object.keys(each as Readonly<Record<string, Operation>>).map((key) => `${id} ${key}`),
);

describe.each(['n8n', 'zapier'] as const)('%s', (host) => {
  test('offers each operation or is listed with the reason why not', () => {
    const offered = forms
      .filter((form) => form.host === host)
      .map(({ provider, operation }) => `${provider} ${operation}`);
    const listed = Object.keys(absent[host]);

    expect([...new Set(offered), ...listed].toSorted()).toEqual(operations.toSorted());
  });
});

test.each(forms)('$name asks for every field of the operation', (form) => {
  const shown = form.fields.map(({ key }) => key);

  expect(shown).toEqual(expect.arrayContaining(askedFields(form).map(({ key }) => key)));
});

test.each(forms.filter(({ fillsWebhook }) => fillsWebhook))('$name asks for no webhook URL', ({ fields }) => {
  expect(fields.map(({ key }) => key)).not.toContain('webhook_url');
});
