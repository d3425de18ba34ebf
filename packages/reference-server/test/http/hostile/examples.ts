import type { Example } from './example.ts';

/** Nothing listens there, so a webhook ends at once. */
const url = 'https://127.0.0.1:9/hook';

const under = (prefix: string, examples: readonly Example[]): readonly Example[] =>
  examples.map((example) => ({ ...example, path: prefix + example.path }));

const records = {
  'domain-scan': ['https://example.com'],
  'email-validation': ['a@example.com'],
  'email-finder': [{ firstName: 'Ann', lastName: 'Lee', website: 'example.com' }],
};
const matchkraft: readonly Example[] = Object.entries(records).flatMap(([type, some]) => [
  { method: 'POST', path: `/matchkraft/api/v2/${type}`, json: { jobName: 'mine', records: some } },
  { method: 'GET', path: `/matchkraft/api/v2/${type}/results/{id}` },
]);

const lookup = { items: ['example'], max: 1, external_id: 'mine', source: 'crm', webhook_url: url };
const scrupp: readonly Example[] = [
  { method: 'POST', path: '/scrupp/api/v1/company/linkedin', json: lookup },
  { method: 'POST', path: '/scrupp/api/v1/contact/linkedin', json: lookup },
  {
    method: 'POST',
    path: '/scrupp/api/v1/jobs',
    json: { type: 'company.name', input: { items: ['a'], max: 1 }, external_id: 'mine', webhook_url: url },
  },
  { method: 'GET', path: '/scrupp/api/v1/account/credits', query: {} },
  { method: 'GET', path: '/scrupp/api/v1/jobs/{id}' },
  { method: 'GET', path: '/scrupp/api/v1/jobs/{id}/result' },
  { method: 'GET', path: '/scrupp/api/v1/task/{id}/status' },
  { method: 'GET', path: '/scrupp/api/v1/task/{id}/data' },
];

const scrapenest = under('/scrapenest/api/v1', [
  { method: 'POST', path: '/jobs', json: { url: 'https://example.com' } },
  { method: 'GET', path: '/jobs/{id}' },
  { method: 'POST', path: '/jobs/{id}/cancel' },
  { method: 'GET', path: '/jobs/{id}/artifacts' },
  { method: 'GET', path: '/jobs/{id}/artifacts/{artifact}' },
  { method: 'GET', path: '/events', query: { after: 'c2VxIDA', limit: '10', types: 'job.created' } },
  { method: 'POST', path: '/webhook-endpoints', json: { url, enabled_events: ['job.created'] } },
  { method: 'GET', path: '/webhook-endpoints' },
  { method: 'GET', path: '/webhook-endpoints/{endpoint}' },
  { method: 'PATCH', path: '/webhook-endpoints/{endpoint}', json: { url, enabled_events: ['job.created'] } },
  { method: 'POST', path: '/webhook-endpoints/{endpoint}/enable' },
  { method: 'POST', path: '/webhook-endpoints/{endpoint}/rotate-secret' },
  { method: 'DELETE', path: '/webhook-endpoints/{endpoint}' },
]);

const scrape = { url: 'https://example.com', format: 'raw', webhook_name: 'hook', country: 'us' };
const scrapfly: readonly Example[] = [
  { method: 'GET', path: '/scrapfly/scrape', query: scrape },
  { method: 'POST', path: '/scrapfly/scrape', query: { url: scrape.url, webhook_name: 'hook' }, json: {} },
  { method: 'GET', path: '/scrapfly/log/{id}' },
  { method: 'GET', path: '/scrapfly/blob/{id}' },
  { method: 'GET', path: '/scrapfly/account' },
];

const dashboard = under('/dashboard', [
  { method: 'POST', path: '/log-in', form: { email: 'a@example.com', password: 'x' } },
  { method: 'GET', path: '/log-in', query: { done: 'logged-out' } },
  { method: 'GET', path: '/', query: { watch: '1', done: 'cancelled' } },
  { method: 'GET', path: '/jobs/{id}/results', query: { format: 'json' } },
  { method: 'GET', path: '/jobs/{id}/cancel' },
  { method: 'POST', path: '/jobs/{id}/cancel', form: {} },
  { method: 'POST', path: '/account/api-keys', form: { name: 'mine' } },
  { method: 'GET', path: '/webhooks/{id}', query: { done: 'rotated' } },
  { method: 'POST', path: '/webhooks/{id}/secret', form: {} },
  { method: 'POST', path: '/webhooks/scrapekit/secret/rotate', form: {} },
  { method: 'POST', path: '/webhooks/scrapekit/test', form: { url, event: 'scrape.job.completed' } },
  { method: 'GET', path: '/account/api-keys/{id}/delete' },
  { method: 'POST', path: '/account/api-keys/{id}/delete', form: {} },
  { method: 'POST', path: '/webhooks/scrapfly', form: { url, name: 'a', project: 'b', env: 'LIVE' } },
  { method: 'POST', path: '/webhooks/scrapenest', form: { url, enabled_events: 'job.created' } },
  { method: 'POST', path: '/webhooks/endpoints/{endpoint}/test', form: { event: 'job.created' } },
  { method: 'POST', path: '/webhooks/endpoints/{endpoint}/enable', form: {} },
  { method: 'GET', path: '/webhooks/endpoints/{endpoint}/change' },
  {
    method: 'POST',
    path: '/webhooks/endpoints/{endpoint}/change',
    form: { url, enabled_events: 'job.created' },
  },
  { method: 'GET', path: '/webhooks/endpoints/{endpoint}/rotate' },
  { method: 'POST', path: '/webhooks/endpoints/{endpoint}/rotate', form: {} },
  { method: 'GET', path: '/webhooks/endpoints/{endpoint}/delete' },
  { method: 'POST', path: '/webhooks/endpoints/{endpoint}/delete', form: {} },
  { method: 'GET', path: '/webhooks/deliveries/{id}', query: { attempt: '1' } },
  { method: 'GET', path: '/webhooks/deliveries/{id}/attempts/{id}/body' },
  { method: 'POST', path: '/webhooks/deliveries/{id}/resend', form: {} },
  {
    method: 'GET',
    path: '/webhooks/deliveries',
    query: {
      provider: 'scrapfly',
      state: 'failed',
      job: 'a',
      before: '2026-01-01T00:00:00.000Z',
      id: 'whd_1',
    },
  },
  { method: 'GET', path: '/credits', query: { done: 'limit' } },
  { method: 'GET', path: '/credits/ledger', query: { before: '10', after: '10' } },
  { method: 'POST', path: '/credits/low-balance', form: { limit: '5' } },
  { method: 'GET', path: '/account', query: { done: 'zone' } },
  { method: 'POST', path: '/account/time-zone', form: { zone: 'UTC' } },
  { method: 'POST', path: '/account/users/invite', form: { email: 'b@example.com', role: 'member' } },
  { method: 'POST', path: '/account/users/links/{id}/delete', form: {} },
  { method: 'GET', path: '/account/users/{id}' },
  { method: 'POST', path: '/account/users/{id}/role', form: { role: 'viewer' } },
  { method: 'POST', path: '/account/users/{id}/remove', form: {} },
  { method: 'POST', path: '/account/sessions/{id}/end', form: {} },
  { method: 'GET', path: '/link/{id}' },
  { method: 'POST', path: '/link/{id}', form: { password: 'a few words in a row' } },
]);

const endpoint = { provider: 'scrapfly', url, name: 'a', queue_limit: 1, max_concurrency: 1 };
const admin = under('/admin', [
  { method: 'POST', path: '/accounts', json: { email: 'a@example.com', password: 'x', balance: 1 } },
  { method: 'PATCH', path: '/accounts/{account}', json: { balance: 1, suspended: false } },
  { method: 'POST', path: '/accounts/{account}/keys', json: { name: 'a', project: 'b', env: 'LIVE' } },
  { method: 'POST', path: '/accounts/{account}/webhook-endpoints', json: endpoint },
  { method: 'GET', path: '/accounts/{account}/webhook-endpoints' },
  { method: 'POST', path: '/accounts/{account}/webhook-endpoints/{endpoint}/test' },
  { method: 'POST', path: '/accounts/{account}/webhook-endpoints/{endpoint}/enable' },
  { method: 'DELETE', path: '/accounts/{account}/webhook-endpoints/{endpoint}' },
  { method: 'GET', path: '/ledger/{account}' },
  { method: 'GET', path: '/deliveries' },
  { method: 'POST', path: '/world', json: { latency_ms: 0, faults: { dns_servfail: 0 } } },
]);

/** Requests of the routes that the OpenAPI document does not describe. */
export const undescribedExamples: readonly Example[] = [
  ...matchkraft,
  ...scrupp,
  ...scrapenest,
  ...scrapfly,
  ...dashboard,
  ...admin,
];
