import { expect } from 'vitest';
import scrapeCompleted from '../../../../test/fixtures/scrapekit/webhook-scrape-completed.json' with { type: 'json' };
import { type Checks, errorOf, oneOf } from './check.ts';
import { API, openApp } from './world.ts';

const FOREIGN = 'https://attacker.example';

/** What the instant triggers of ScrapeKit do with real, forged, repeated and strange webhooks. */
export const triggerChecks: Checks = {
  'a webhook of the service starts a scenario with the job as the API has it': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const scrapes = world.hook.open();
    const verifications = world.hook.open();
    const scrape = await oneOf(
      app.run('createScrapeJob', {
        query: 'dentists',
        location: 'Austin, Texas',
        max_leads: 2,
        webhook_url: scrapes.url,
      }),
    );
    const verification = await oneOf(
      app.run('createVerificationJob', { emails: ['a@example.com'], webhook_url: verifications.url }),
    );

    expect(app.sent.map(({ body }) => body).join()).toContain(scrapes.url);
    const bundles = [
      await oneOf(app.deliver('watchFinishedScrapeJobs', await scrapes.next())),
      await oneOf(app.deliver('watchFinishedVerificationJobs', await verifications.next())),
    ];

    expect(bundles).toMatchObject([
      { job_id: scrape.job_id, status: 'completed', credits_used: 0.03 },
      { job_id: verification.job_id, status: 'completed', total: 1 },
    ]);
  },

  'nothing of a webhook is used but the ID': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const created = await oneOf(
      app.run('createScrapeJob', { query: 'dentists', location: 'Austin, Texas', max_leads: 1 }),
    );
    const before = app.sent.length;
    const payload = {
      ...scrapeCompleted,
      url: `${FOREIGN}/a`,
      data: {
        ...scrapeCompleted.data,
        job_id: created.job_id,
        results_url: `${FOREIGN}/b`,
        status: 'forged',
      },
    };

    const bundle = await oneOf(app.deliver('watchFinishedScrapeJobs', payload));

    expect(app.sent.slice(before).map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${API}/api/v1/scrape/jobs/${String(created.job_id)}`,
    ]);
    expect(app.strays).toEqual([]);
    expect(JSON.stringify(bundle)).not.toMatch(/forged|attacker/);
  },

  'a forged webhook starts nothing': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);

    const error = await errorOf(app.deliver('watchFinishedScrapeJobs', scrapeCompleted));

    expect(error.type).toBe('DataError');
    expect(app.strays).toEqual([]);
  },

  'an ID cannot lead to another route': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const before = app.sent.length;
    const ids = ['../../account', `?next=${FOREIGN}`, '#', '@attacker.example/', `${FOREIGN}/`];

    for (const job_id of ids) await errorOf(app.deliver('watchFinishedScrapeJobs', { data: { job_id } }));

    const paths = app.sent.slice(before).map(({ url }) => new URL(url));
    expect(paths.every(({ origin, search, hash }) => origin === API && search === '' && hash === '')).toBe(
      true,
    );
    expect(paths.every(({ pathname }) => /^\/api\/v1\/scrape\/jobs\/[^/]+$/.test(pathname))).toBe(true);
  },

  'an ID of dots is dropped without a request, because it would lead to another route': async (
    files,
    world,
  ) => {
    const app = await openApp(world, 'scrapekit', files);
    const before = app.sent.length;

    for (const job_id of ['.', '..']) await app.deliver('watchFinishedScrapeJobs', { data: { job_id } });

    expect(app.sent).toHaveLength(before);
  },

  'a body without an ID is dropped without a request': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const before = app.sent.length;

    const bundles = await Promise.all(
      [{}, 'text', null, { data: {} }, { data: { job_id: '' } }, { data: { job_id: null } }].map((body) =>
        app.deliver('watchFinishedScrapeJobs', body),
      ),
    );

    expect(bundles.flat()).toEqual([]);
    expect(app.sent).toHaveLength(before);
  },

  'a repeated webhook gives the same job again': async (files, world) => {
    const app = await openApp(world, 'scrapekit', files);
    const hook = world.hook.open();
    await app.run('createScrapeJob', {
      query: 'dentists',
      location: 'Austin, Texas',
      max_leads: 1,
      webhook_url: hook.url,
    });
    const body = await hook.next();

    const first = await oneOf(app.deliver('watchFinishedScrapeJobs', body));
    const second = await oneOf(app.deliver('watchFinishedScrapeJobs', body));

    expect(second.job_id).toBe(first.job_id);
  },
};
