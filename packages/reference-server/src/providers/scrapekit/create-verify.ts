import type { FastifyInstance } from 'fastify';
import { EMAIL_UNITS, toCredits } from '../../accounts/credits.ts';
import { lockAccount } from '../../accounts/accounts.ts';
import { readJsonObject, timestamp } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { createJob } from './create-job.ts';
import { callerOf } from '../caller.ts';
import { createJobId, PROVIDER, VERIFY } from './names.ts';
import { readVerifyRequest, type VerifyRequest } from './read-verify-request.ts';
import { insufficientForEmail } from './refusals.ts';
import type { Services } from './services.ts';

/** A list of 100,000 addresses of 254 characters is 26 MB (C137). */
const BODY_LIMIT = 32 * 1024 * 1024;

/** `POST /verify/jobs` (C129-C137). */
export function addCreateVerify(app: FastifyInstance, services: Services): void {
  const { allowPrivateWebhooks: allowPrivate, createStatus } = services.config;
  const options = { config: { rateClass: 'create' }, bodyLimit: BODY_LIMIT } as const;
  app.post('/verify/jobs', options, async (request, reply) => {
    const wanted = readVerifyRequest(
      readJsonObject(request, 'invalid_emails', { fieldCodes: { webhook_url: 'invalid_webhook' } }),
      { allowPrivate },
    );
    const job = await createVerify(services, callerOf(request).accountId, wanted);
    return await reply.status(createStatus).send(createdBody(job));
  });
}

async function createVerify(
  services: Services,
  accountId: string,
  wanted: VerifyRequest,
): Promise<StoredJob> {
  return await createJob(services, async (trx) => {
    const { balance } = await lockAccount(trx, accountId);
    const affordable = Math.floor(balance / EMAIL_UNITS);
    if (affordable < 1) throw insufficientForEmail(balance);
    const { webhookUrl, clientRequestId } = wanted;
    const items = wanted.emails.slice(0, affordable);
    const id = createJobId(VERIFY);
    const { operation } = VERIFY;
    const work = { input: {}, cap: items.length, items };
    return { id, accountId, provider: PROVIDER, operation, ...work, webhookUrl, clientRequestId };
  });
}

const createdBody = (job: StoredJob): object => ({
  job_id: job.id,
  status: job.status,
  total: job.cap,
  estimated_credits: toCredits(job.cap * EMAIL_UNITS),
  created_at: timestamp(job.createdAt),
});
