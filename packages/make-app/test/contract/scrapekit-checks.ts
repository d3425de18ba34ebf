import { expect } from 'vitest';
import { type Bundle, type Checks, errorOf, oneOf } from './check.ts';
import { API, openApp, readUntil } from './world.ts';

const dentists = { query: 'dentists', location: 'Austin, Texas' };

/** What the modules of the app for ScrapeKit do at the reference server. */
export const scrapekitChecks: Checks = {
  'a connection shows the email address of the account': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);

    const name = await app.connect({ apiKey: world.account.api_key, baseUrl: API });

    expect(name).toBe(world.account.email);
  },

  'a wrong key is refused as an invalid access token': async (files, world) => {
    const apiKey = `sk_live_${'x'.repeat(40)}`;

    const error = await errorOf(openApp(world, 'scrapekit', files, { apiKey }));

    expect(error.type).toBe('InvalidAccessTokenError');
    expect(error.message).toMatch(/^\[401\] \S+/);
    expect(error.message).not.toContain(apiKey);
  },

  'a connection without a test sends nothing': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const before = app.sent.length;

    await app.connect({ apiKey: 'anything', baseUrl: API, checkKey: false });

    expect(app.sent).toHaveLength(before);
  },

  'a job is started, read, listed and downloaded': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const requestId = crypto.randomUUID();

    const created = await oneOf(
      app.run('createScrapeJob', { ...dentists, max_leads: 5, client_request_id: requestId }),
    );
    const jobId = String(created.job_id);
    const job = await readUntil(app, 'getScrapeJob', jobId, ['completed']);
    const three = (await app.run('listLeads', { jobId, limit: 3 })) as Bundle[];
    const all = (await app.run('listLeads', { jobId, limit: 100 })) as Bundle[];
    const csv = await oneOf(app.run('downloadLeads', { jobId, format: 'csv' }));
    const json = await oneOf(app.run('downloadLeads', { jobId, format: 'json' }));

    expect(created).toMatchObject({ status: 'queued', max_leads: 5, estimated_credits: 0.075 });
    expect(job).toMatchObject({ job_id: jobId, query: 'dentists', credits_used: 0.075 });
    expect([three.length, all.length]).toEqual([3, 5]);
    for (const { emails_found = [] } of all) expect(emails_found).toBeInstanceOf(Array);
    expect(
      all.some(({ emails_found }) => /@/.test(String((emails_found as string[] | undefined)?.[0]))),
    ).toBe(true);
    expect(textOf(csv.data)).toMatch(/^place_id,name,address,phone,website,/);
    expect(textOf(csv.data).trimEnd().split('\n')).toHaveLength(6);
    expect(csv.fileName).toBe(`${jobId}.csv`);
    expect((JSON.parse(textOf(json.data)) as { results: unknown[] }).results).toHaveLength(5);
    expect(json.fileName).toBe(`${jobId}.json`);
  },

  'X02: a job is found by the request ID after its answer was lost': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const requestId = crypto.randomUUID();
    const created = await oneOf(
      app.run('createScrapeJob', { ...dentists, max_leads: 1, client_request_id: requestId }),
    );

    const found = await app.run('listScrapeJobs', { client_request_id: requestId, limit: 10 });

    expect(found).toMatchObject([{ job_id: created.job_id, client_request_id: requestId }]);
  },

  'X01: jobs are listed by status and time, up to the limit': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const created = await oneOf(app.run('createScrapeJob', { ...dentists, max_leads: 1 }));
    await readUntil(app, 'getScrapeJob', String(created.job_id), ['completed']);
    const list = (more: object) => app.run('listScrapeJobs', { limit: 2, ...more });

    const [two, failed, later] = await Promise.all([
      list({ status: 'completed' }),
      list({ status: 'failed' }),
      list({ created_after: '2999-01-01T00:00:00Z' }),
    ]);

    expect(two).toHaveLength(2);
    expect(two).toMatchObject([{ job_id: created.job_id, status: 'completed' }, { status: 'completed' }]);
    expect([failed, later]).toEqual([[], []]);
  },

  'a job is cancelled once': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const created = await oneOf(
      app.run('createScrapeJob', { ...dentists, max_leads: 1000, verify_emails: true }),
    );
    const jobId = String(created.job_id);

    const cancelled = await oneOf(app.run('cancelScrapeJob', { jobId }));
    const again = await errorOf(app.run('cancelScrapeJob', { jobId }));
    const early = await errorOf(app.run('listLeads', { jobId, limit: 1 }));

    expect(cancelled).toMatchObject({ job_id: jobId, status: 'cancelled' });
    expect(again.type).toBe('DataError');
    expect(again.message).toContain('The job had ended before the cancellation arrived.');
    expect([early.type, early.message.slice(0, 5)]).toEqual(['DataError', '[409]']);
  },

  'C132: equal addresses are sent and charged once': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const host = new URL(world.website).hostname.replace('www.', '');
    const emails = [`info@${host}`, `sales@${host}`, `info@${host}`];

    const created = await oneOf(app.run('createVerificationJob', { emails }));
    const jobId = String(created.job_id);
    await readUntil(app, 'getVerificationJob', jobId, ['completed']);
    const addresses = await app.run('listAddresses', { jobId, limit: 10 });
    const file = await oneOf(app.run('downloadAddresses', { jobId, format: 'csv' }));
    const jobs = await app.run('listVerificationJobs', { limit: 1 });

    expect(created.total).toBe(2);
    expect(addresses).toMatchObject([{ email: `info@${host}` }, { email: `sales@${host}` }]);
    expect(textOf(file.data)).toMatch(/^email,status,/);
    expect(jobs).toMatchObject([{ job_id: jobId }]);
  },

  'a verification job is cancelled': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const emails = Array.from({ length: 300 }, (_, index) => `person${index}@example.com`);
    const created = await oneOf(app.run('createVerificationJob', { emails }));

    const cancelled = await oneOf(app.run('cancelVerificationJob', { jobId: String(created.job_id) }));

    expect(cancelled.status).toBe('cancelled');
  },

  'a single address is verified at once': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);

    const verified = await oneOf(app.run('verifyEmail', { email: 'nobody@no-such-domain.test' }));

    expect(verified).toMatchObject({ email: 'nobody@no-such-domain.test', status: 'invalid' });
  },

  'a small job is started once, waited for, and returns its rows': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const host = new URL(world.website).hostname.replace('www.', '');

    const leads = (await app.run('runScrapeJob', { ...dentists, max_leads: 4, limit: 3 })) as Bundle[];
    const addresses = await app.run('runVerificationJob', { emails: [`info@${host}`], limit: 10 });

    expect(leads).toHaveLength(3);
    expect(leads[0]).toHaveProperty('place_id');
    expect(addresses).toMatchObject([{ email: `info@${host}` }]);
    expect(app.sent.filter(({ method }) => method === 'POST')).toHaveLength(2);
  },

  'the service is asked anything': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);

    const answer = await oneOf(app.run('makeApiCall', { path: 'api/v1/account' }));

    expect(answer).toMatchObject({ statusCode: 200, body: { email: world.account.email } });
  },

  'a balance that is too low is reported, with what to do': async (files, world) => {
    const poor = await world.server.createAccount(0);
    const app = await openApp(world, 'scrapekit', files, { apiKey: poor.api_key });

    const error = await errorOf(app.run('createScrapeJob', { ...dentists, max_leads: 5 }));

    expect(error.type).toBe('OutOfSpaceError');
    expect(error.message).toContain('Add credits in the ScrapeKit dashboard');
  },

  'input that the service refuses is reported as wrong data': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);

    const missing = await errorOf(app.run('createScrapeJob', { ...dentists }));
    const unknown = await errorOf(app.run('getScrapeJob', { jobId: 'sk_job_00000000000000000000' }));

    expect(missing.type).toBe('BundleValidationError');
    expect(unknown.type).toBe('DataError');
  },
};

const textOf = (data: unknown): string => new TextDecoder().decode(data as Uint8Array);
