import { isWebhookUrl } from '@scrapekit/guarded-http';
import type { StoredJob } from '../../jobs/job.ts';
import { refuseUnknownFields, type JsonObject } from '../../http/json.ts';
import { listEndpoints } from '../../webhooks/endpoints.ts';
import { exampleUuid } from '../../webhooks/example-uuid.ts';
import type { WebhookPolicy, WebhookSender } from '../../webhooks/webhook-sender.ts';
import type { EndpointRules, EndpointUrlRules } from '../provider-backend.ts';
import { PROVIDER, statusWord, type JobType } from './bodies.ts';
import { invalidWebhook } from './refusals.ts';

/** The only event there is; it announces failed jobs too (M05). */
export const JOB_ENDED = 'job.completed';

/** One POST, never repeated (M06). Time-out and redirects are undocumented (M11): ten seconds and no redirects. */
const policy: WebhookPolicy = {
  timeoutMs: 10_000,
  retryDelaysMs: [],
};

const URL_RULE = 'url must be an https URL that leads to the public internet, at most 2048 characters long.';

/** An account registers one URL, which gets no secret (M04, M09). */
export const matchkraftEndpoints: EndpointRules = {
  perAccount: 'one',
  parse: parseUrl,
  parseChange: parseUrl,
  testEvents: [JOB_ENDED],
};

function parseUrl(input: JsonObject, { allowPrivate }: EndpointUrlRules): { readonly url: string } {
  refuseUnknownFields(input, ['url'], invalidWebhook);
  const { url } = input;
  if (!isWebhookUrl(url, { allowPrivate })) throw invalidWebhook(URL_RULE);
  return { url };
}

/** Sends a body of four fields, without a signature and without headers of MatchKraft (M05, M09). */
export const matchkraftSender: WebhookSender = {
  provider: PROVIDER,
  policy,
  onEnded: async (trx, { accountId }) => {
    const endpoints = await listEndpoints(trx, { accountId, provider: PROVIDER });
    return endpoints.map(({ id: endpointId, url }) => ({ event: JOB_ENDED, url, endpointId }));
  },
  compose: ({ deliveryId, job, event }) => {
    const ended = job === null ? exampleJob(deliveryId) : endedJob(job);
    const body = Buffer.from(JSON.stringify({ event, ...ended }));
    return Promise.resolve({ headers: { 'Content-Type': 'application/json' }, body });
  },
};

const endedJob = (job: StoredJob): object => ({
  jobId: job.id,
  jobType: job.operation,
  status: statusWord(job.status),
});

// The payload of "Test Webhook" is undocumented (M08). This one is well-formed, and its job exists in no account.
function exampleJob(deliveryId: string): object {
  const jobType: JobType = 'domain-scan';
  return { jobId: exampleUuid(deliveryId), jobType, status: statusWord('completed') };
}
