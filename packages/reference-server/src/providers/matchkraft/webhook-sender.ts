import { randomUUID } from 'node:crypto';
import type { StoredJob } from '../../jobs/job.ts';
import { listEndpoints } from '../../webhooks/endpoints.ts';
import { matchkraftPolicy } from '../../webhooks/policies/matchkraft.ts';
import type { WebhookSender } from '../../webhooks/webhook-sender.ts';
import { statusWord } from './job-body.ts';
import { PROVIDER, type JobType } from './names.ts';

/** The one event there is, for failures too (M05). */
export const JOB_ENDED = 'job.completed';

/** MatchKraft's webhooks: four fields, no signature, no header of its own (M05, M09). */
export const matchkraftSender: WebhookSender = {
  provider: PROVIDER,
  policy: matchkraftPolicy,
  onEnded: async (trx, { accountId }) => {
    const endpoints = await listEndpoints(trx, { accountId, provider: PROVIDER });
    return endpoints.map(({ id: endpointId, url }) => ({ event: JOB_ENDED, url, endpointId }));
  },
  compose: ({ job, event }) => {
    const body = Buffer.from(JSON.stringify({ event, ...(job === null ? inventedJob() : endOf(job)) }));
    return Promise.resolve({ headers: { 'Content-Type': 'application/json' }, body });
  },
};

const endOf = (job: StoredJob): object => ({
  jobId: job.id,
  jobType: job.operation,
  status: statusWord(job.status),
});

// What "Test Webhook" sends is not documented (M08): a well-formed end of a job that nobody has.
function inventedJob(): object {
  const jobType: JobType = 'domain-scan';
  return { jobId: randomUUID(), jobType, status: statusWord('completed') };
}
