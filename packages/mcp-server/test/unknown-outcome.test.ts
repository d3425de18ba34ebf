import { expect, test } from 'vitest';
import { json } from './fake-scrapekit.ts';
import { openSession, scrape } from './session.ts';

test('C189, X02: after a lost answer the text says how to look for the job, and a repeated use finds it', async () => {
  const { call, service } = await openSession();
  const { data: asked } = await call('scrapekit_scrape', scrape);
  const confirmed = { ...scrape, confirm: asked.confirm };
  service.afterCreate = () => {
    throw new Error('socket hang up');
  };
  // The list fails as well, so that the client cannot find the job itself.
  service.before = (route) => (route === 'GET /api/v1/scrape/jobs' ? json({}, 500) : undefined);

  const lost = await call('scrapekit_scrape', confirmed);
  const again = await call('scrapekit_scrape', confirmed);
  service.before = () => undefined;
  const found = await call('scrapekit_scrape', confirmed);
  const listed = await call('list_jobs', { operation: 'scrapekit_scrape', client_request_id: asked.confirm });

  expect([lost.isError, again.isError]).toEqual([true, true]);
  expect(lost.text).toContain('ScrapeKit may or may not have created the job.');
  expect(lost.text).toContain(
    `list_jobs also finds it, with operation scrapekit_scrape and client_request_id ${asked.confirm}.`,
  );
  expect(found).toMatchObject({ isError: false, data: { job: { id: 'sk_job_1' } } });
  expect(listed.data.jobs).toMatchObject([{ id: 'sk_job_1', operation: 'scrapekit_scrape' }]);
  expect(service.paid).toHaveLength(1);
});

test('X02: a job whose answer was lost is found by the client at once when the list answers', async () => {
  const { confirm, service } = await openSession();
  service.afterCreate = () => {
    throw new Error('socket hang up');
  };

  const { isError, data } = await confirm('scrapekit_scrape', scrape);

  expect([isError, data.job.id]).toEqual([false, 'sk_job_1']);
  expect(service.paid).toHaveLength(1);
});

test('C189: where the service keeps no id of the caller, the text names the dashboard and nothing is sent again', async () => {
  const { call, service } = await openSession({ env: { MATCHKRAFT_API_KEY: 'key-of-the-tests' } });
  const input = { records: ['https://example.com'] };
  const { data } = await call('matchkraft_domain_scan', input);
  service.before = () => {
    throw new Error('socket hang up');
  };

  const lost = await call('matchkraft_domain_scan', { ...input, confirm: data.confirm });
  const again = await call('matchkraft_domain_scan', { ...input, confirm: data.confirm });

  expect([lost.isError, again.isError]).toEqual([true, true]);
  expect(lost.text).toContain('MatchKraft may or may not have created the job.');
  expect(lost.text).toContain('The dashboard is https://app.matchkraft.com.');
  expect(service.requests).toEqual(['POST /api/v2/domain-scan']);
});
