import { providers } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import {
  askedFields,
  forms,
  operationOf,
  scrapeKitCredential,
  zapierAuthentication,
} from './offered-operations.ts';

/** A sentence that a host adds to a text of the definition, and the reason. */
interface Addition {
  readonly text: string;
  readonly adds: string;
  readonly reason: string;
}

const { apiKey, webhookSecret } = providers.scrapekit.credentials;
const helpOf = (key: string): string =>
  askedFields({ ...forms[0]!, fillsWebhook: false }).find((field) => field.key === key)?.help ?? '';

/** The only words about fields that n8n does not take from the definition. */
const n8nAdditions: readonly Addition[] = [
  {
    text: helpOf('max_leads'),
    adds: '0 returns as many leads as the balance pays for.',
    reason: 'A number field of n8n cannot hold the word "all".',
  },
  {
    text: helpOf('webhook_url'),
    adds: 'A ScrapeKit Trigger node shows its own address to copy.',
    reason: 'n8n users get their address from a trigger node.',
  },
  {
    text: webhookSecret?.help ?? '',
    adds: 'Without it the nodes accept no webhook and check the jobs at intervals instead.',
    reason: 'Other hosts do without the secret in another way.',
  },
];

/** Returns the form in which n8n shows a text: n8n's linter wants no full stop after a single sentence. */
function asInN8n(text: string): string {
  const added = n8nAdditions.find((addition) => addition.text === text);
  const whole = added === undefined ? text : `${text} ${added.adds}`;
  return /\. [A-Z]/.test(whole) ? whole : whole.replace(/\.$/, '');
}

describe.each(forms)('$name', (form) => {
  test('shows the labels and the help of the definition', () => {
    const asked = askedFields(form);
    const shown = form.fields.filter(({ key }) => asked.some((field) => field.key === key));

    expect(shown.map(({ key, label, help }) => ({ key, label, help })).toSorted(byKey)).toEqual(
      asked
        .map(({ key, label, help }) => ({ key, label, help: form.host === 'n8n' ? asInN8n(help) : help }))
        .toSorted(byKey),
    );
  });

  test('shows the examples of the definition as placeholders', () => {
    const asked = askedFields(form);
    const shown = form.fields.filter(
      ({ key, placeholder }) => placeholder !== undefined && asked.some((field) => field.key === key),
    );

    for (const { key, placeholder } of shown)
      expect(placeholder).toBe(asked.find((field) => field.key === key)?.placeholder);
  });

  test('says that the job costs credits', () => {
    if (form.host === 'zapier') expect(form.description).toContain(operationOf(form).cost);
    else expect(form.description).toMatch(/each lead is charged/);
  });
});

test('every addition of n8n belongs to a text of the definition', () => {
  expect(n8nAdditions.filter(({ text }) => text === '')).toEqual([]);
});

describe('the credential', () => {
  test('of n8n describes the key and the secret in the words of the definition', () => {
    const described = Object.fromEntries(
      scrapeKitCredential.properties.map(({ name, description, placeholder }) => [
        name,
        { description, placeholder },
      ]),
    );

    expect(described).toMatchObject({
      apiKey: { description: asInN8n(apiKey.help), placeholder: `${apiKey.prefix ?? ''}…` },
      webhookSecret: {
        description: asInN8n(webhookSecret?.help ?? ''),
        placeholder: `${webhookSecret?.prefix ?? ''}…`,
      },
    });
  });

  test('of n8n is tested by the free request of the definition', () => {
    const { url } = scrapeKitCredential.test?.request ?? {};

    expect(`GET ${url ?? ''}`).toBe(providers.scrapekit.account?.probe?.route);
  });

  test('of Zapier describes the key and the secret in the words of the definition', () => {
    const { fields = [] } = zapierAuthentication;
    const helpTexts = Object.fromEntries(fields.map(({ key, helpText }) => [key, helpText]));

    expect(helpTexts.api_key).toContain(apiKey.help);
    expect(helpTexts.webhook_secret).toContain(webhookSecret?.help);
  });
});

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}
