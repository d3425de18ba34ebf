import { providers } from '@scrapekit/core';
import { expect } from 'vitest';
import { isRepeatedByMake } from '../../src/emulator/make-error.ts';
import { type Bundle, type Check, errorOf, oneOf } from './check.ts';
import type { SiblingJob } from './sibling-jobs.ts';
import { answerOf, baseUrlOf, openApp, openFiles, readUntil } from './world.ts';

/** What holds for the jobs of every sibling. */
export const siblingJobChecks: Readonly<Record<string, (job: SiblingJob) => Check>> = {
  'is started, read and listed': (job) => async (files, world) => {
    const app = await openApp(world, job.id, files);

    const created = await oneOf(app.run(job.create, job.input(world.website)));
    const jobId = String(created[job.idKey]);
    const read = await readUntil(app, job.get, jobId, [job.completed]);
    const rows = (await app.run(job.rows, { jobId, limit: 50 })) as Bundle[];
    const one = await app.run(job.rows, { jobId, limit: 1 });

    expect(read.status).toBe(job.completed);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveProperty(job.column);
    expect(one).toEqual(rows.slice(0, 1));
    expect(app.strays).toEqual([]);
  },

  'is started once and waited for': (job) => async (files, world) => {
    const app = await openApp(world, job.id, files);

    const rows = (await app.run(job.run, { ...job.input(world.website), limit: 50 })) as Bundle[];

    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveProperty(job.column);
    expect(app.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  },

  'has no rows before it is completed': (job) => async (files) => {
    const app = openFiles(files, () =>
      Promise.resolve(answerOf(200, { status: 'running', results: [], items: [] })),
    );
    await app.connect({ apiKey: 'k', baseUrl: baseUrlOf(job.id) });

    const error = await errorOf(app.run(job.rows, { jobId: '1', limit: 1 }));

    expect(error.type).toBe('DataError');
    expect(error.message).toContain('its status is running');
  },

  'is not started twice after an answer was lost': (job) => async (files) => {
    const app = openFiles(files, ({ method }) =>
      Promise.resolve(answerOf(method === 'POST' ? 503 : 200, {})),
    );
    await app.connect({ apiKey: 'k', baseUrl: baseUrlOf(job.id) });

    for (const [module, more] of [
      [job.create, {}],
      [job.run, { limit: 1 }],
    ] as const) {
      const error = await errorOf(app.run(module, { ...job.input('https://a.test'), ...more }));

      expect([module, error.type, isRepeatedByMake(error)]).toEqual([module, 'RuntimeError', false]);
      expect(error.message).toContain(providers[job.id].dashboard);
    }
  },
};
