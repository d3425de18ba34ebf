import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { estimateCost } from '../../src/engine/estimate-cost.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { providers } from '../../src/providers/index.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport } from '../scripted-transport.ts';

type ProviderId = keyof typeof providers;
type Case = readonly [
  provider: ProviderId,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  misspelled: Readonly<Record<string, unknown>>,
  declared: string,
];

const search = { query: 'dentists', location: 'Austin, Texas', max_leads: 10 };
const contact = { firstName: 'Ada', lastName: 'Byron', website: 'example.com' };
const page = { url: 'https://example.com' };
const lookup = { items: ['ibm'] };

const cases: readonly Case[] = [
  ['scrapekit', 'scrape', search, { maxLeads: 2 }, 'max_leads'],
  ['scrapekit', 'verify', { emails: ['a@x.test'] }, { webhookUrl: 'https://x.test' }, 'webhook_url'],
  ['scrapekit', 'verifyEmail', { email: 'a@x.test' }, { e_mail: 'b@x.test' }, 'email'],
  ['matchkraft', 'domainScan', { records: ['example.com'] }, { jobname: 'Mine' }, 'jobName'],
  ['matchkraft', 'emailValidation', { records: ['a@x.test'] }, { record: ['b@x.test'] }, 'records'],
  ['matchkraft', 'emailFinder', { records: [contact] }, { job_name: 'Mine' }, 'jobName'],
  ['scrupp', 'companies', lookup, { Max: 1 }, 'max'],
  ['scrupp', 'contacts', lookup, { maxx: 1 }, 'max'],
  ['scrupp', 'job', { type: 'company', input: {} }, { webhook_ulr: 'https://x.test' }, 'webhook_url'],
  ['scrapfly', 'scrape', { ...page, webhook_name: 'w' }, { renderJs: true }, 'render_js'],
  ['scrapfly', 'scrapeNow', page, { contry: 'us' }, 'country'],
  ['scrapenest', 'scrape', page, { URL: 'https://other.test' }, 'url'],
];

function scriptedClientOf(id: ProviderId) {
  const { transport, requests } = scriptedTransport({ status: 202, json: {} });
  const clock = new FakeClock(Date.UTC(2026, 3, 21));
  return { client: createClient(providers[id], { transport, clock, random: () => 0.5 }), requests };
}

/** Runs an operation and returns the issues and the message of its refusal, and the requests. */
async function refusalOf(id: ProviderId, operation: string, input: unknown) {
  const { client, requests } = scriptedClientOf(id);
  const { kind } = (providers[id].operations as Readonly<Record<string, { readonly kind: string }>>)[
    operation
  ]!;
  const sending = kind === 'job' ? client.create(operation, input) : client.call(operation, input);
  const error: unknown = await sending.catch((reason: unknown) => reason);
  if (!(error instanceof InputError)) return { requests };
  return { issues: error.issues, message: error.message, requests };
}

test('every operation of every provider has a case', () => {
  const operations = Object.entries(providers).flatMap(([id, provider]) =>
    Object.keys(provider.operations).map((operation) => `${id} ${operation}`),
  );

  expect(cases.map(([id, operation]) => `${id} ${operation}`).toSorted()).toEqual(operations.toSorted());
});

describe.each(cases)('%s %s', (id, operation, input, misspelled, declared) => {
  test('sends an input of declared fields', async () => {
    expect((await refusalOf(id, operation, input)).requests).toHaveLength(1);
  });

  test('refuses a misspelled field before anything is sent, and names the declared one', async () => {
    const [field] = Object.keys(misspelled);

    const { issues, requests } = await refusalOf(id, operation, { ...input, ...misspelled });

    expect(issues).toEqual([{ field, message: `Unknown field "${field}". Did you mean "${declared}"?` }]);
    expect(requests).toHaveLength(0);
  });

  test('refuses a field that is not similar to a declared one, without a suggestion', async () => {
    const { issues, requests } = await refusalOf(id, operation, { ...input, colour_of_the_sky: 'blue' });

    expect(issues).toEqual([{ field: 'colour_of_the_sky', message: 'Unknown field "colour_of_the_sky".' }]);
    expect(requests).toHaveLength(0);
  });

  test('C075: ignores an unknown field without a value', async () => {
    const blanks = { colour_of_the_sky: undefined, shape_of_the_sea: null };

    expect((await refusalOf(id, operation, { ...input, ...blanks })).requests).toHaveLength(1);
  });
});

test('the message of the error consists of sentences', async () => {
  const { message } = await refusalOf('scrapekit', 'scrape', { ...search, maxLeads: 2 });

  expect(message).toBe(
    'scrape: maxLeads: Unknown field "maxLeads". Did you mean "max_leads"? Nothing was sent.',
  );
});

test('M02: a record with a misspelled field is refused with its index, and not dropped as invalid', async () => {
  const misspelled = { firstname: 'Ada', lastName: 'Byron', website: 'example.com' };

  const { issues, requests } = await refusalOf('matchkraft', 'emailFinder', {
    records: [contact, misspelled, misspelled],
  });

  expect(issues).toEqual([
    { field: 'records.1.firstname', message: 'Unknown field "firstname". Did you mean "firstName"?' },
  ]);
  expect(requests).toHaveLength(0);
});

test('S11: the input of a job of the Jobs API accepts any field, because it depends on the type', async () => {
  const { requests } = await refusalOf('scrupp', 'job', {
    type: 'company',
    input: { anything: { at: 'all' } },
  });

  expect(JSON.parse(requests[0]!.body!)).toEqual({ type: 'company', input: { anything: { at: 'all' } } });
});

test('S03: a task sends the fields that its event returns', async () => {
  const meta = { external_id: 'row_9481', source: 'zapier' };

  const { requests } = await refusalOf('scrupp', 'companies', { ...lookup, ...meta });

  expect(JSON.parse(requests[0]!.body!)).toEqual({ ...lookup, ...meta });
});

test.each(['__proto__', 'constructor', 'toString'])('a field named %s is unknown as well', async (name) => {
  const input: unknown = JSON.parse(`{"query":"a","location":"b","max_leads":1,"${name}":{}}`);

  expect((await refusalOf('scrapekit', 'scrape', input)).issues).toEqual([
    { field: name, message: `Unknown field "${name}".` },
  ]);
});

test('a very long name is shortened in the message', async () => {
  const { issues } = await refusalOf('scrapekit', 'scrape', { ...search, ['x'.repeat(100_000)]: 1 });

  expect(issues?.[0]?.message).toBe(`Unknown field "${'x'.repeat(40)}".`);
});

test('an estimate refuses the same input as a create', () => {
  expect(() => estimateCost(providers.scrapekit, 'scrape', { ...search, maxLeads: 2 })).toThrow(InputError);
});

test('the compiler refuses an undeclared field where the provider is known', async () => {
  const { transport } = scriptedTransport({ status: 202, json: {} });
  const client = createClient(providers.scrapekit, { transport, clock: new FakeClock(0) });

  // @ts-expect-error The field is max_leads.
  await expect(client.create('scrape', { ...search, maxLeads: 2 })).rejects.toBeInstanceOf(InputError);
});
