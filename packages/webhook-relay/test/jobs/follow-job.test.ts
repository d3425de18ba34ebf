import { providers } from '@scrapekit/core';
import { expect, test } from 'vitest';
import { followJob } from '../../src/jobs/follow-job.ts';
import { findJob, type JobOrigin } from '../../src/jobs/job-store.ts';
import { openTestStorage } from '../support/open-test-storage.ts';
import { scrapekitSource } from '../support/test-relay.ts';

test('M09: an unsigned webhook that lies about the operation of a job does not hide the job from its create', async () => {
  const storage = await openTestStorage();
  const source = scrapekitSource({
    ...{ name: 'emails', provider: providers.matchkraft, baseUrl: 'https://api.test', apiKey: 'key' },
    targets: [],
  });
  const follow = async (operation: string, origin: JobOrigin) =>
    await storage.transaction(async (trx) => {
      await followJob(trx, storage.queues, { source, job: { id: 'job-1', operation }, origin, now: 0 });
    });

  await follow('emailFinder', 'hint');
  await follow('domainScan', 'create');
  await follow('emailValidation', 'hint');

  expect(await findJob(storage.db, 'emails', 'job-1')).toMatchObject({
    ...{ operation: 'domainScan', origin: 'create', state: 'open' },
  });
});
