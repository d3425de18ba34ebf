import type { ProviderId } from '@scrapekit/core';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { brands, openBrand } from '../../../packages/zapier-app/test/brand.ts';
import { fileStore } from '../../../packages/zapier-app/test/file-store.ts';
import { openCallbackUrl } from '../callback-url.ts';
import { type ReferenceServer, startReferenceServer } from '../reference-server.ts';
import { differences, withoutAdditions } from './agreement.ts';
import { createJobOwner, findWebsite, type JobOwner } from './job-owner.ts';
import { pathOf } from './paid-steps.ts';
import { type SkippingClock, skippingClock } from './skipping-clock.ts';

type Values = Readonly<Record<string, unknown>>;
type Kind = 'creates' | 'searches' | 'triggers';

let server: ReferenceServer;
let owner: JobOwner;
let clock: SkippingClock;
let website: string;
let email: string;

beforeAll(async () => {
  server = await startReferenceServer();
  clock = skippingClock();
  owner = await createJobOwner(server, 100);
  ({ website, email } = await findWebsite(server, owner, clock));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

/** Opens an app for the account, and checks each output against the sample and the output fields of its step. */
function open(brand: ProviderId) {
  const app = openBrand(brand, { clock });
  const authData = {
    api_key: owner.api_key,
    webhook_secret: brand === 'scrupp' ? owner.api_key : owner.webhook_secret,
    base_url: server.url + pathOf(brand),
  };
  const done = new Set<string>();
  const check = (kind: Kind, key: string, results: unknown): Values => {
    const { operation } = brands[brand][kind][key] ?? {};
    const [first] = [results].flat() as Values[];
    if (first === undefined) throw new Error(`${kind}.${key} found nothing.`);
    const found = differences(first, operation as never);
    // The other providers document only a part of their answers.
    const counted = brand === 'scrapekit' ? found : withoutAdditions(found);
    expect({ key, differences: counted }).toEqual({ key, differences: [] });
    return first;
  };
  const execute = async (method: string, bundle: object, event?: object) =>
    await app.execute(method, { authData, meta: {}, ...bundle }, event);
  return {
    done,
    execute,
    run: async (kind: Kind, key: string, inputData: Values): Promise<Values> => {
      done.add(key);
      return check(kind, key, (await execute(`${kind}.${key}.operation.perform`, { inputData })).results);
    },
    /** Runs a step that pauses the Zap, and continues it with the callback. */
    pause: async (key: string, inputData: Values): Promise<Values> => {
      done.add(key);
      const callback = await openCallbackUrl();
      onTestFinished(() => callback.close());
      const method = `creates.${key}.operation`;
      const paused = await execute(`${method}.perform`, { inputData }, { callback_url: callback.url });
      expect(paused.status).toBe('CALLBACK');
      const rawRequest = await callback.first();
      const bundle = { inputData, outputData: paused.results, rawRequest };
      return check('creates', key, (await execute(`${method}.performResume`, bundle)).results);
    },
    /** Fetches a file as Zapier does when a later step uses it. Resolves with what was uploaded. */
    hydrate: async (key: string, inputData: Values): Promise<string> => {
      done.add(key);
      const store = await fileStore();
      await execute(`hydrators.${key}`, { inputData }, store.event);
      return store.uploads[0] ?? '';
    },
  };
}

const all = (brand: ProviderId): string[] => {
  const { creates, searches, triggers, hydrators } = brands[brand];
  return [creates, searches, triggers, hydrators].flatMap((steps) => Object.keys(steps)).toSorted();
};

test('ScrapeKit: every step runs, and its output agrees with its sample and fields', async () => {
  const app = open('scrapekit');
  const scrape = { query: 'dentists', location: 'Austin, Texas', max_leads: 3, verify_emails: true };
  const verify = { emails: [email, 'nobody@mailinator.com'] };
  const jobs = [
    {
      job: 'scrape_job',
      row: 'lead',
      results: 'get_scrape_results',
      file: 'scrapeResultsFile',
      input: scrape,
    },
    {
      job: 'verification_job',
      row: 'address',
      results: 'get_verification_job_results',
      file: 'verifyResultsFile',
      input: verify,
    },
  ];
  for (const { job, row, results, file, input } of jobs) {
    const { id } = await app.run('creates', `create_${job}`, input);
    await owner.ended(id, clock);
    await useJob(app, { id, job, row, results, file });
    await app.run('searches', `find_last_${job}`, { state: 'completed' });
    await app.run('triggers', `${job}_finished`, {});
    await app.pause(`create_${job}_and_wait`, input);
    await cancelJob(app, job, input);
  }
  await app.run('creates', 'verify_email', { email: 'info@example.com' });
  await app.run('searches', 'find_account', {});
  await app.run('triggers', 'low_balance', { threshold: 1000 });

  expect([...app.done].toSorted()).toEqual(all('scrapekit'));
});

interface UsedJob {
  readonly id: unknown;
  readonly job: string;
  readonly row: string;
  readonly results?: string;
  readonly file: string;
}

/** Runs every step that reads a completed job. Returns its first row. */
async function useJob(app: ReturnType<typeof open>, used: UsedJob): Promise<Values> {
  const { id, job, row, file, results = `get_${job}_results` } = used;
  const input = { job_id: id };
  await app.run('searches', `find_${job}`, input);
  const { results: rows } = await app.run('creates', results, input);
  const [first = {}] = rows as readonly Values[];
  const text = Object.values(first).find((value) => typeof value === 'string' && value !== '');
  await app.run('searches', `find_${row}_in_${job}`, { ...input, text });
  await app.run('triggers', `new_${row}_in_${job}`, input);
  expect(await app.hydrate(file, input)).toContain('text/csv');
  return first;
}

async function cancelJob(app: ReturnType<typeof open>, job: string, input: Values): Promise<void> {
  await server.admin('/world', { latency_ms: 2000 });
  try {
    const { id } = await app.run('creates', `create_${job}`, input);
    expect(await app.run('creates', `cancel_${job}`, { job_id: id })).toMatchObject({ status: 'cancelled' });
  } finally {
    await server.admin('/world', { latency_ms: 0 });
  }
}

test('MatchKraft: every step runs, and its output agrees with its sample and fields', async () => {
  const app = open('matchkraft');
  const person = { firstName: 'Maria', lastName: 'Lopez', website };
  const jobs = [
    { job: 'domain_scan', row: 'website', file: 'domainScanResultsFile', records: [website] },
    {
      job: 'email_validation',
      row: 'address',
      file: 'emailValidationResultsFile',
      records: ['info@example.com'],
    },
    { job: 'email_search', row: 'person', file: 'emailFinderResultsFile', records: [person] },
  ];
  for (const { job, row, file, records } of jobs) {
    const { id } = await app.run('creates', `create_${job}`, { records, jobName: 'From Zapier' });
    await owner.ended(id, clock);
    await useJob(app, { id, job, row, file });
  }

  expect([...app.done].toSorted()).toEqual(all('matchkraft'));
});

test('Scrupp: every step runs, and its output agrees with its sample and fields', async () => {
  const app = open('scrupp');
  const input = { items: ['dentists in Austin, Texas'], max: 2 };
  const jobs = [
    { job: 'company_task', row: 'company', file: 'companiesResultsFile', input },
    { job: 'contact_task', row: 'contact', file: 'contactsResultsFile', input },
    { job: 'job', row: 'result', file: 'jobResultsFile', input: { type: 'company.name', input } },
  ];
  for (const { job, row, file, input: inputData } of jobs) {
    const { id } = await app.run('creates', `create_${job}`, inputData);
    const paused = await app.pause(`create_${job}_and_wait`, inputData);
    expect(paused).toMatchObject({ status: 'completed' });
    await useJob(app, { id: paused.id, job, row, file });
    expect(id).not.toBe(paused.id);
  }
  await app.run('searches', 'find_account', {});
  await app.run('triggers', 'low_balance', { threshold: 1000 });

  expect([...app.done].toSorted()).toEqual(all('scrupp'));
});

test('Scrapfly: every step runs, and its output agrees with its sample and fields', async () => {
  const app = open('scrapfly');
  const callback = await openCallbackUrl();
  onTestFinished(() => callback.close());
  const hook = { provider: 'scrapfly', name: 'zap', url: callback.url };
  await server.admin(`/accounts/${owner.account_id}/webhook-endpoints`, hook);

  await app.run('creates', 'create_scrape', { url: website, webhook_name: 'zap' });
  await app.run('creates', 'scrape_now', { url: website, format: 'text' });
  await app.run('searches', 'find_account', {});
  await app.run('triggers', 'low_balance', { threshold: 1000 });

  expect([...app.done].toSorted()).toEqual(all('scrapfly'));
});

test('ScrapeNest: every step runs, and its output agrees with its sample and fields', async () => {
  const app = open('scrapenest');
  const { id } = await app.run('creates', 'create_scraping_job', { url: website });
  await owner.ended(id, clock);
  const { id: fileId, name } = await useJob(app, {
    id,
    job: 'scraping_job',
    row: 'file',
    file: 'scrapeResultsFile',
  });
  const uploaded = await app.hydrate('scrapeArtifact', { job_id: id, file_id: fileId, name });
  const { results } = await app.execute('triggers.scraping_job_finished.operation.performList', {});

  expect(uploaded).toContain(name);
  const { operation } = brands.scrapenest.triggers.scraping_job_finished ?? {};
  expect(differences((results as Values[])[0] ?? {}, operation as never)).toEqual([]);
  expect([...app.done, 'scraping_job_finished'].toSorted()).toEqual(all('scrapenest'));
});

test.for(['scrapekit', 'matchkraft', 'scrupp', 'scrapfly', 'scrapenest'] as const)(
  'C003: %s accepts a good key and refuses an unknown one',
  async (brand) => {
    const { execute } = open(brand);
    const connect = async (api_key: string) => {
      const authData = { api_key, base_url: server.url + pathOf(brand) };
      return (await execute('authentication.test', { authData })).results;
    };

    expect(await connect(owner.api_key)).toEqual({ account: expect.stringMatching(/\S/) });
    await expect(connect(`sk_live_${'x'.repeat(40)}`)).rejects.toThrow('AuthenticationError');
  },
);
