import { expect } from 'vitest';
import { type Bundle, type Checks, errorOf, oneOf } from './check.ts';
import { answerOf, baseUrlOf, openApp, openFiles } from './world.ts';

/** What only one sibling has. */
export const matchkraftChecks: Checks = {
  'a connection is saved without a request': async (files, world) => {
    const app = await openApp(world, 'matchkraft', files);

    expect(app.sent).toEqual([]);
  },

  'a wrong key is reported by the first module': async (files, world) => {
    const app = await openApp(world, 'matchkraft', files, { apiKey: 'wrong' });

    const error = await errorOf(app.run('getDomainScan', { jobId: crypto.randomUUID() }));

    expect(error.type).toBe('InvalidAccessTokenError');
  },

  'M04: each type of job starts a scenario through the one address of the account': async (files, world) => {
    const app = await openApp(world, 'matchkraft', files);
    const hook = world.hook.open();
    await world.server.admin(`/accounts/${world.account.account_id}/webhook-endpoints`, {
      provider: 'matchkraft',
      url: hook.url,
    });

    const scan = await oneOf(app.run('createDomainScan', { records: [world.website] }));
    const first = await oneOf(app.deliver('watchFinishedJobs', await hook.next()));
    const validation = await oneOf(app.run('createEmailValidation', { records: ['a@example.com'] }));
    const second = await oneOf(app.deliver('watchFinishedJobs', await hook.next()));

    expect(first).toMatchObject({ jobId: scan.jobId, status: 'COMPLETED' });
    expect(second).toMatchObject({ jobId: validation.jobId, status: 'COMPLETED' });
    expect(app.sent.map(({ url }) => new URL(url).pathname.split('/').slice(0, -1).join('/'))).toEqual([
      '/matchkraft/api/v2',
      '/matchkraft/api/v2/domain-scan/results',
      '/matchkraft/api/v2',
      '/matchkraft/api/v2/email-validation/results',
    ]);
  },

  'M09: a type that is unknown, or a forged ID, starts nothing': async (files, world) => {
    const app = await openApp(world, 'matchkraft', files);
    const jobId = crypto.randomUUID();

    const dropped = await Promise.all(
      ['../../x', 'https://attacker.example/', '', undefined].map((jobType) =>
        app.deliver('watchFinishedJobs', { jobId, jobType }),
      ),
    );
    const forged = await errorOf(app.deliver('watchFinishedJobs', { jobId, jobType: 'domain-scan' }));

    expect(dropped.flat()).toEqual([]);
    expect(forged.type).toBe('DataError');
    expect(app.sent).toHaveLength(1);
  },
};

export const scruppChecks: Checks = {
  'S10: a wrong key is refused': async (files, world) => {
    const error = await errorOf(openApp(world, 'scrupp', files, { apiKey: 'wrong' }));

    expect(error.type).toBe('InvalidAccessTokenError');
  },

  'S04: a webhook starts a scenario, and its address is not used': async (files, world) => {
    const app = await openApp(world, 'scrupp', files);
    const hook = world.hook.open();
    const task = await oneOf(app.run('createCompanyTask', { items: [world.website], webhook_url: hook.url }));
    const event = (await hook.next()) as Bundle;
    const before = app.sent.length;

    const first = await oneOf(
      app.deliver('watchFinishedCompanyTasks', { ...event, result_url: 'https://attacker.example/' }),
    );
    const second = await oneOf(app.deliver('watchFinishedContactTasks', event));

    expect(first).toMatchObject({ process_id: task.process_id, status: 'completed' });
    expect(second.process_id).toBe(task.process_id);
    expect(app.sent.slice(before).map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual(
      Array.from({ length: 2 }, () => `GET /scrupp/api/v1/task/${String(task.process_id)}/status`),
    );
    expect(app.strays).toEqual([]);
  },

  'a job of the Jobs API starts a scenario': async (files, world) => {
    const app = await openApp(world, 'scrupp', files);
    const hook = world.hook.open();
    const input = { items: [new URL(world.website).hostname] };
    const job = await oneOf(app.run('createJob', { type: 'company.domain', input, webhook_url: hook.url }));

    const bundle = await oneOf(app.deliver('watchFinishedJobs', await hook.next()));

    expect(bundle).toMatchObject({ job_id: job.job_id, status: 'succeeded' });
  },
};

export const scrapflyChecks: Checks = {
  'a wrong key is refused': async (files, world) => {
    const error = await errorOf(openApp(world, 'scrapfly', files, { apiKey: 'scp-live-wrong' }));

    expect(error.type).toBe('InvalidAccessTokenError');
    expect(error.message).not.toContain('scp-live-wrong');
  },

  'a page is scraped at once, and the key in the query is shown in no log': async (files, world) => {
    const app = await openApp(world, 'scrapfly', files);

    const page = await oneOf(app.run('scrapeNow', { url: world.website, format: 'raw', render_js: false }));

    expect(page.result).toMatchObject({ success: true, status_code: 200 });
    expect(String((page.result as Bundle).content)).toContain('<html');
    expect(app.sent.every(({ url }) => new URL(url).searchParams.get('key') === world.account.api_key)).toBe(
      true,
    );
    expect(new URL(app.sent.at(-1)!.url).searchParams.has('country')).toBe(false);
    expect(app.log).toHaveLength(2);
    expect(JSON.stringify(app.log)).not.toContain(world.account.api_key);
  },

  'a scrape by webhook is queued': async (files, world) => {
    const app = await openApp(world, 'scrapfly', files);
    const hook = world.hook.open();
    await world.server.admin(`/accounts/${world.account.account_id}/webhook-endpoints`, {
      provider: 'scrapfly',
      name: 'make',
      url: hook.url,
    });

    const queued = await oneOf(app.run('createScrape', { url: world.website, webhook_name: 'make' }));
    const unknown = await errorOf(app.run('createScrape', { url: world.website, webhook_name: 'other' }));

    expect(queued).toMatchObject({ context: { job: { uuid: expect.any(String) as unknown } } });
    expect(unknown.type).toBe('DataError');
  },

  'a scrape is not repeated after an answer was lost': async (files) => {
    const app = openFiles(files, ({ url }) =>
      Promise.resolve(answerOf(url.includes('/account') ? 200 : 502, {})),
    );
    await app.connect({ apiKey: 'k', baseUrl: baseUrlOf('scrapfly') });
    const url = 'https://example.com';

    const errors = [
      await errorOf(app.run('scrapeNow', { url })),
      await errorOf(app.run('createScrape', { url, webhook_name: 'make' })),
    ];

    expect(errors.map(({ type }) => type)).toEqual(['RuntimeError', 'RuntimeError']);
  },
};

export const scrapenestChecks: Checks = {
  'a wrong key is refused': async (files, world) => {
    const error = await errorOf(openApp(world, 'scrapenest', files, { apiKey: 'wrong' }));

    expect(error.type).toBe('InvalidAccessTokenError');
  },

  'N01: the webhook is registered, starts a scenario, and is removed': async (files, world) => {
    const app = await openApp(world, 'scrapenest', files);
    const hook = world.hook.open();
    const endpoints = async () => {
      const answer = await oneOf(app.run('makeApiCall', { path: 'api/v1/webhook-endpoints' }));
      return (answer.body as { webhook_endpoints: { url: string; enabled_events: string[] }[] })
        .webhook_endpoints;
    };

    await app.attach('watchFinishedScrapingJobs', hook.url);
    const registered = await endpoints();
    const job = await oneOf(app.run('createScrapingJob', { url: world.website }));
    const event = (await hook.next()) as Bundle;
    const bundle = await oneOf(app.deliver('watchFinishedScrapingJobs', event));
    const others = await Promise.all(
      ['job.created', 'artifact.ready'].map((event_type) =>
        app.deliver('watchFinishedScrapingJobs', { ...event, event_type }),
      ),
    );
    await app.detach('watchFinishedScrapingJobs');

    expect(registered).toMatchObject([{ url: hook.url, enabled_events: ['job.completed'] }]);
    expect(bundle).toMatchObject({ id: job.id, status: 'succeeded' });
    expect(others.flat()).toEqual([]);
    expect(await endpoints()).toEqual([]);
    expect(app.strays).toEqual([]);
  },

  'no log shows the key or the signing secret': async (files, world) => {
    const app = await openApp(world, 'scrapenest', files);
    await app.attach('watchFinishedScrapingJobs', world.hook.open().url);
    await app.detach('watchFinishedScrapingJobs');

    expect(app.log).toHaveLength(3);
    expect(JSON.stringify(app.log)).not.toContain(world.account.api_key);
    expect(JSON.stringify(app.log)).not.toContain('whsec_');
  },

  'a file of a job is downloaded': async (files, world) => {
    const app = await openApp(world, 'scrapenest', files);
    const rows = (await app.run('runScrapingJob', { url: world.website, limit: 10 })) as Bundle[];
    const page = rows.find(({ name }) => name === 'page.html')!;

    const file = await oneOf(
      app.run('downloadFile', { jobId: page.job_id, artifactId: page.id, fileName: page.name }),
    );

    expect(file.fileName).toBe('page.html');
    expect((file.data as Uint8Array).length).toBe(page.size);
    expect(new TextDecoder().decode(file.data as Uint8Array)).toContain('<html');
  },
};
