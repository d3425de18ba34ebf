import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type Answer, type Api } from '../../support/api.ts';
import { createSteppedClock, type SteppedClock } from '../../support/stepped-clock.ts';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { startTestServer, type TestAccount, type TestServer } from '../../support/test-server.ts';

/** The defects of a create, in the order in which C014 checks for them. */
const defects = [
  'deleted key',
  'suspended',
  'over the limit',
  'unknown path',
  'wrong type or too large',
  'invalid',
  'slots full',
  'no credits',
] as const;
type Defect = (typeof defects)[number];
type Defects = ReadonlySet<Defect>;

const expected: Readonly<Record<Defect, readonly [status: number, code: string]>> = {
  'deleted key': [401, 'invalid_api_key'],
  suspended: [403, 'account_suspended'],
  'over the limit': [429, 'rate_limited'],
  'unknown path': [404, 'not_found'],
  'wrong type or too large': [415, 'unsupported_media_type'],
  invalid: [400, 'invalid_query'],
  'slots full': [429, 'too_many_active_jobs'],
  'no credits': [402, 'insufficient_credits'],
};

const SLOTS = 5;
/** Fewer than the limit of a key. */
const REQUESTS_PER_WINDOW = 40;

const subsets = Array.from(
  { length: 2 ** defects.length - 1 },
  (_, index): Defects => new Set(defects.filter((_defect, bit) => ((index + 1) >> bit) % 2 === 1)),
);

describe('C014, A12: the order of checks', () => {
  let clock: SteppedClock;
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    // The clock moves only when a test steps it, so that no window ends by itself.
    const startedAt = Date.now();
    let offsetMs = 0;
    const stepped = createSteppedClock();
    clock = { ...stepped, now: () => startedAt + offsetMs, step: (ms) => void (offsetMs += ms) };
    database = await createPgliteDatabase();
    server = await startTestServer(database, {}, clock);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  interface Customer extends TestAccount {
    readonly deleted: Api;
  }

  async function createCustomer({ slotsFull }: { readonly slotsFull: boolean }): Promise<Customer> {
    const account = await server.account(1);
    const dashboard = await server.dashboard(account);
    const { body } = await dashboard.send('POST', '/keys');
    await dashboard.send('DELETE', `/keys/${body.id}`);
    if (slotsFull) {
      server.leadEngine.play('held', { holdDiscovery: true });
      for (let slot = 0; slot < SLOTS; slot++) await account.api.scrape('held');
    }
    return { ...account, deleted: createApi(`${server.url}/api/v1`, body.key) };
  }

  async function useUp({ api }: Customer): Promise<void> {
    const all = (length: number, call: () => Promise<Answer>) => Promise.all(Array.from({ length }, call));
    await all(60, async () => await api.post('/scrape/jobs', {}));
    await all(300, async () => await api.get('/account'));
  }

  async function request({ api, deleted }: Customer, wrong: Defects): Promise<Answer> {
    const path = wrong.has('unknown path') ? '/scrape/nowhere' : '/scrape/jobs';
    const body = JSON.stringify(wrong.has('invalid') ? {} : { query: 'a', location: 'b' });
    const type = wrong.has('wrong type or too large') ? 'text/plain' : 'application/json';
    const sender = wrong.has('deleted key') ? deleted : api;
    return await sender.send('POST', path, { headers: { 'content-type': type }, body });
  }

  async function check(customer: Customer, cases: readonly Defects[]): Promise<readonly unknown[]> {
    const surprises: unknown[] = [];
    for (const [index, wrong] of cases.entries()) {
      if (index % REQUESTS_PER_WINDOW === 0 && !wrong.has('over the limit')) clock.step(61_000);
      await server.admin.patch(`/accounts/${customer.id}`, {
        suspended: wrong.has('suspended'),
        balance: wrong.has('no credits') ? 0 : 1,
      });
      const { status, body } = await request(customer, wrong);
      const first = defects.find((defect) => wrong.has(defect)) ?? 'invalid';
      if (status !== expected[first][0] || body.error.code !== expected[first][1])
        surprises.push({ wrong: [...wrong], status, code: body.error?.code });
    }
    return surprises;
  }

  test.each([
    { limited: true, slotsFull: true },
    { limited: true, slotsFull: false },
    { limited: false, slotsFull: true },
    { limited: false, slotsFull: false },
  ])(
    'the first failing check decides the answer, for every set of failing checks: %j',
    async ({ limited, slotsFull }) => {
      const customer = await createCustomer({ slotsFull });
      if (limited) await useUp(customer);
      const cases = subsets.filter(
        (wrong) => wrong.has('over the limit') === limited && wrong.has('slots full') === slotsFull,
      );

      const surprises = await check(customer, cases);

      expect(surprises).toEqual([]);
      expect(cases.length).toBeGreaterThanOrEqual(63);
    },
  );

  test('C026: a body that is too large gets 413, also without credits and free slots', async () => {
    const customer = await createCustomer({ slotsFull: true });
    await server.admin.patch(`/accounts/${customer.id}`, { balance: 0 });
    const large = { headers: { 'content-type': 'application/json' }, body: ' '.repeat(65_537) };

    const answer = await customer.api.send('POST', '/scrape/jobs', large);
    const elsewhere = await customer.api.send('POST', '/scrape/nowhere', large);

    expect([answer.status, answer.body.error.code]).toEqual([413, 'payload_too_large']);
    expect([elsewhere.status, elsewhere.body.error.code]).toEqual([404, 'not_found']);
  });
});
