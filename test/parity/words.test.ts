import { describe, expect, test } from 'vitest';
import { askedFields } from './asked-fields.ts';
import { additions, withoutAdditions } from './n8n-additions.ts';
import { actionForms, actionNodes, allParameters, credentialTypes } from './n8n-nodes.ts';
import { forms, zapierApps } from './offered-operations.ts';

describe.each(forms)('$name', (form) => {
  test('shows the labels and the help of the definition', () => {
    const asked = askedFields(form);
    const shown = form.fields.filter(({ key }) => asked.some((field) => field.key === key));

    const groups = shown.filter(({ isGroup }) => isGroup === true).map(({ key }) => key);
    const words = ({ key, label, help }: (typeof asked | typeof shown)[number]) => ({
      key,
      label,
      help: groups.includes(key) ? '' : withoutAdditions(help),
    });

    expect(shown.map(words).toSorted(byKey)).toEqual(asked.map(words).toSorted(byKey));
  });

  test('shows the examples of the definition as placeholders', () => {
    const asked = askedFields(form).filter(({ type }) => type !== 'list');
    const shown = form.fields.filter(
      ({ key, placeholder }) => placeholder !== undefined && asked.some((field) => field.key === key),
    );

    for (const { key, placeholder } of shown)
      expect(placeholder).toBe(asked.find((field) => field.key === key)?.placeholder);
  });

  test('says what the operation does and what it costs', () => {
    const { description, cost } = form.operation;

    expect(form.description).toContain(cost);
    if (form.host === 'n8n') expect(form.description.startsWith(description)).toBe(true);
  });
});

test('each sentence that n8n adds stands in a form or a credential', () => {
  const texts = [
    ...actionForms.flatMap((form) => allParameters(form)),
    ...credentialTypes.flatMap(({ properties }) => properties),
  ].map(({ description = '' }) => description);

  expect(additions.filter(({ adds }) => !texts.some((text) => text.includes(adds)))).toEqual([]);
});

describe.each(actionNodes)('the n8n credential of $name', ({ binding: { provider, credential } }) => {
  const type = credentialTypes.find(({ name }) => name === credential);
  const { apiKey, webhookSecret: secretWords } = provider.credentials;
  // The trigger registers its endpoint itself, and keeps the secret that belongs to it.
  const webhookSecret = provider.webhook.secret === 'endpoint' ? undefined : secretWords;
  const property = (name: string) => type?.properties.find((each) => each.name === name);

  test('describes the key and the secrets in the words of the definition', () => {
    const secrets = webhookSecret === undefined ? [] : [['webhookSecret', webhookSecret] as const];
    for (const [name, { help, prefix }] of [['apiKey', apiKey] as const, ...secrets]) {
      const { description = '', placeholder } = property(name) ?? {};

      expect(withoutAdditions(textOf(description))).toBe(withoutAdditions(help));
      expect(placeholder).toBe(prefix === undefined ? undefined : `${prefix}…`);
    }
  });

  test('links to the page where the key and the secret are found, and to the documentation', () => {
    expect(hrefsIn(property('apiKey')?.description)).toEqual([apiKey.page]);
    expect(hrefsIn(property('webhookSecret')?.description)).toEqual(
      webhookSecret === undefined ? [] : [webhookSecret.page],
    );
    expect(type?.documentationUrl).toBe(provider.documentation);
  });

  test('asks for a secret and the former one where the provider signs with a secret that people know', () => {
    const secrets = webhookSecret === undefined ? [] : ['webhookSecret', 'previousWebhookSecret'];

    expect(type?.properties.filter(({ type: kind }) => kind !== 'notice').map(({ name }) => name)).toEqual([
      'apiKey',
      ...secrets,
      'baseUrl',
    ]);
    expect(property('baseUrl')?.default).toBe(provider.baseUrl);
  });

  test('is tested by a free request of the definition', () => {
    const { method = 'GET', url = '' } = type?.test?.request ?? {};
    const { route, probe } = provider.account ?? {};
    const free = [route, probe?.route].filter((each) => each !== undefined);

    // MatchKraft documents no free request, so its credential looks for a job that does not exist.
    const unknownJob = `GET /api/v2/domain-scan/results/${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`;
    expect(free.length === 0 ? [unknownJob] : free).toContain(`${method} ${url}`);
  });
});

describe.each(zapierApps)('the Zapier authentication of $provider.id', ({ provider, app }) => {
  const { fields = [] } = app.authentication;
  const helpTexts = Object.fromEntries(fields.map(({ key, helpText }) => [key, helpText]));
  const { apiKey, webhookSecret } = provider.credentials;

  test('describes the key in the words of the definition and links to its page', () => {
    expect(helpTexts.api_key).toBe(`${apiKey.help} [Open the page](${apiKey.page}).`);
  });

  test('asks for the webhook secret only where a step waits for a callback', () => {
    const waits = provider.webhook.registration.kind === 'per-job';

    if (waits) expect(helpTexts.webhook_secret).toContain(`${webhookSecret?.help} [Open the page]`);
    expect(fields.map(({ key }) => key)).toEqual([
      'api_key',
      ...(waits ? ['webhook_secret'] : []),
      'base_url',
    ]);
  });

  test('starts with the base URL of the definition', () => {
    expect(fields.find(({ key }) => key === 'base_url')?.default).toBe(provider.baseUrl);
  });
});

const textOf = (html: string): string => html.replace(/<[^>]*>/g, '');

const hrefsIn = (html = ''): string[] =>
  Array.from(html.matchAll(/href="([^"]*)"/g), ([, href = '']) => href);

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}
