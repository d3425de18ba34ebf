import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { NOW } from './catch-hook-steps.ts';
import { readCode, runCodeStep } from './code-step.ts';

const FILE = '../catch-hooks/zapier-relay';
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const anotherSecret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const ID = 'evt_1_2';

const event = {
  id: 'evt_1',
  type: 'job.completed',
  job: { id: 'sk_job_1', operation: 'scrape', status: 'completed' },
  removed_urls: ['data.data.results_url'],
  page: { number: 2, of: 2 },
  rows: [{ name: 'A' }, { name: 'B' }],
};

// The official package signs, so the signature comes from other code.
const deliver = (body: object, { key = secret, at = NOW } = {}): Record<string, string> => {
  const text = JSON.stringify(body);
  return {
    raw_body: text,
    webhook_id: ID,
    timestamp: String(at),
    signature: new Webhook(key).sign(ID, new Date(at * 1_000), text),
    signing_secret: secret,
  };
};

const run = async (inputData: Readonly<Record<string, string>>) =>
  await runCodeStep(FILE, {
    inputData,
    now: NOW,
    fetch: () => Promise.reject(new Error('The step requests nothing.')),
  });

test('a delivery of the relay becomes its rows, with an ID for each row', async () => {
  expect(await run(deliver(event))).toEqual([
    { name: 'A', job_id: 'sk_job_1', job_status: 'completed', has_row: true, row_id: 'sk_job_1:2:1' },
    { name: 'B', job_id: 'sk_job_1', job_status: 'completed', has_row: true, row_id: 'sk_job_1:2:2' },
  ]);
});

test('a lead has its first address as email, as with the file for ScrapeKit', async () => {
  const leads = [
    { emails_found: ['a@example.com', 'b@example.com'] },
    { emails_found: [] },
    { email: 'own' },
  ];
  const items = await run(deliver({ ...event, rows: leads }));

  expect(items.map(({ email }) => email)).toEqual(['a@example.com', undefined, 'own']);
});

test('a delivery that comes twice, signed anew, gives the same IDs', async () => {
  expect(await run(deliver(event, { at: NOW - 3_600 }))).toEqual(await run(deliver(event)));
});

test.each([
  ['signed with another secret', deliver(event, { key: anotherSecret })],
  ['with a changed body', { ...deliver(event), raw_body: JSON.stringify({ ...event, rows: [] }) }],
  ['under another id', { ...deliver(event), webhook_id: 'evt_2' }],
  ['without a signature', { ...deliver(event), signature: '' }],
  ['with half of a signature', { ...deliver(event), signature: 'v1,' }],
  ['older than a day', deliver(event, { at: NOW - 86_401 })],
  ['from the future', deliver(event, { at: NOW + 301 })],
])('a delivery %s is refused', async (_, inputData) => {
  await expect(run(inputData)).rejects.toThrow('This delivery was refused');
});

test('a job without rows gives one item that a filter stops', async () => {
  const { rows: _, page: __, ...failed } = { ...event, type: 'job.failed' };
  expect(await run(deliver(failed))).toEqual([{ has_row: false, job_id: 'sk_job_1', job_status: 'failed' }]);
});

test.each(['', 'whsec_', 'secret'])('the signing secret %j is named', async (value) => {
  await expect(run({ ...deliver(event), signing_secret: value })).rejects.toThrow(
    'Enter signing_secret in the Input Data',
  );
});

test('the second line of the file names the Input Data that the README tells the user to enter', () => {
  const [, secondLine = ''] = readCode(FILE).split('\n');
  for (const name of Object.keys(deliver(event))) expect(secondLine).toContain(name);
});
