import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCredits } from '../../src/credits.ts';
import { estimateCost } from '../../src/engine/estimate-cost.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { scrapekit } from '../../src/providers/scrapekit/definition.ts';
import { scrupp } from '../../src/providers/scrupp/definition.ts';
import { created, scriptedClient } from './client.ts';

const input = { query: 'dentists', location: 'Austin, Texas' };

test('C049: a limit of leads that the provider lowered because of the balance is reported', async () => {
  const { client } = scriptedClient({
    ...created,
    json: { job_id: 'j', status: 'queued', max_leads: 80, estimated_credits: 1.2 },
  });

  const { receipt } = await client.create('scrape', { ...input, max_leads: 500 });

  expect(receipt).toEqual({ quantity: 80, estimatedCredits: 1200, clampedFrom: 500, dropped: [] });
});

test.each([500, 'all'])(
  'C049, C072: an accepted limit of %s is not reported as lowered',
  async (max_leads) => {
    const { client } = scriptedClient(created);

    const { receipt } = await client.create('scrape', { ...input, max_leads });

    expect(receipt.clampedFrom).toBeUndefined();
  },
);

test('C132, C133, A16: invalid and duplicate addresses are not sent, and are reported', async () => {
  const { client, requests } = scriptedClient({
    json: { job_id: 'v', status: 'queued', total: 2, estimated_credits: 0.01 },
  });

  const { receipt } = await client.create('verify', {
    emails: ['a@x.test', 'A@X.test', 'nonsense', 7, ' b@x.test ', '@'],
  });

  expect(JSON.parse(requests[0]!.body!)).toEqual({ emails: ['a@x.test', 'b@x.test'] });
  expect(receipt.dropped).toEqual([
    { value: 'A@X.test', reason: 'duplicate' },
    { value: 'nonsense', reason: 'invalid' },
    { value: 7, reason: 'invalid' },
    { value: '@', reason: 'invalid' },
  ]);
});

test('C050: a list that the provider shortened because of the balance is reported', async () => {
  const { client } = scriptedClient({
    json: { job_id: 'v', status: 'queued', total: 1, estimated_credits: 0.005 },
  });

  const { receipt } = await client.create('verify', { emails: ['a@x.test', 'b@x.test'] });

  expect(receipt).toMatchObject({ quantity: 1, clampedFrom: 2 });
});

test.each([[[]], [['nobody']], ['a@x.test'], [Array.from({ length: 100_001 }, (_, n) => `${n}@x.test`)]])(
  'C129, C130, C131: an unusable list is refused before it is sent (%#)',
  async (emails) => {
    const { client, requests } = scriptedClient(created);

    await expect(client.create('verify', { emails })).rejects.toBeInstanceOf(InputError);
    expect(requests).toHaveLength(0);
  },
);

test('C043, A05: an estimate has the documented price and the highest possible price', () => {
  const estimateFor = (extra: object) => estimateCost(scrapekit, 'scrape', { ...input, ...extra });

  expect(estimateFor({ max_leads: 500 })).toEqual({ expected: 7500, atMost: 7500 });
  expect(estimateFor({ max_leads: 'all' })).toEqual({ expected: undefined, atMost: 'unbounded' });
  expect(
    estimateCost(scrapekit, 'verify', { emails: Array.from({ length: 12_500 }, (_, n) => `${n}@x.test`) }),
  ).toEqual({
    expected: 62_500,
    atMost: 62_500,
  });
  expect(estimateCost(scrapekit, 'verifyEmail', { email: 'a@x.test' })).toEqual({ expected: 5, atMost: 5 });
});

test('A05: every address of a lead is billed, so an estimate with verification has no upper bound', () => {
  const estimate = estimateCost(scrapekit, 'scrape', { ...input, max_leads: 500, verify_emails: true });

  expect(estimate).toEqual({ expected: 10_000, atMost: 'unbounded' });
});

test('C132, C133, A16: an estimate counts the addresses that a create sends', () => {
  const estimateFor = (emails: readonly unknown[]) => estimateCost(scrapekit, 'verify', { emails });

  expect(estimateFor(['a@x.test', ' A@x.test', 'b@x.test', 'nobody', 7])).toEqual({
    expected: 10,
    atMost: 10,
  });
  expect(estimateFor(Array(100_001).fill('a@x.test'))).toEqual({ expected: 5, atMost: 5 });
  expect(() => estimateFor(['nobody'])).toThrow(InputError);
});

test.each([undefined, null, 7, 'emails'])('an estimate refuses %j, which is no input', (nothing) => {
  expect(() => estimateCost(scrapekit, 'verify', nothing)).toThrow(InputError);
});

test('an estimate refuses wrong input also where no price is documented', () => {
  expect(estimateCost(scrupp, 'companies', { items: ['ibm'] })).toBeUndefined();
  expect(() => estimateCost(scrupp, 'companies', { item: ['ibm'] })).toThrow(InputError);
});

test('an estimate refuses input without a limit, as a create does', () => {
  expect(() => estimateCost(scrapekit, 'scrape', input)).toThrow(InputError);
});

test.each([
  [0.45, 30_450],
  [0, 30_000],
  [undefined, 30_000],
  [null, 30_000],
])(
  'A05: the credits of a scrape contain %j credits for verification',
  async (verification_credits_used, creditsUsed) => {
    const { client } = scriptedClient({
      json: { job_id: 'j', status: 'completed', credits_used: 30, verification_credits_used },
    });

    expect(await client.get({ id: 'j', operation: 'scrape' })).toMatchObject({ creditsUsed });
  },
);

test('C061: the credits that were given back at the end of a verification are reported', async () => {
  const { client } = scriptedClient({
    json: { job_id: 'v', status: 'completed', total: 12_500, processed: 12_500, credits_used: 61.29 },
  });

  const job = await client.get({ id: 'v', operation: 'verify' });

  expect([job.creditsUsed, job.creditsRefunded]).toEqual([61_290, 1_210]);
});

test.each([1.5, NaN, Infinity, 2 ** 53, 0.000_1])('A32: %d is no amount', (thousandths) => {
  expect(() => formatCredits(thousandths)).toThrow(RangeError);
});

test('C044, C045, A32: every amount is formatted exactly', () => {
  expect([0, 5, 165, 1500, 7305, 61_290, -15].map(formatCredits)).toEqual([
    '0',
    '0.005',
    '0.165',
    '1.5',
    '7.305',
    '61.29',
    '-0.015',
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7_500_000 }), (thousandths) => {
      expect(formatCredits(thousandths)).toBe(String(thousandths / 1000));
    }),
    { seed: 1 },
  );
});
