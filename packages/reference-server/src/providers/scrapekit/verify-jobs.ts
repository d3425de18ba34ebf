import type { FastifyInstance } from 'fastify';
import { lockAccount } from '../../accounts/accounts.ts';
import { parseLargeJsonObject } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Transaction } from '../../storage/database.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { verifyKind, EMAIL_UNITS } from './bodies.ts';
import { addReadJobs, createJob, type CreateServices } from './jobs.ts';
import { insufficientForEmail } from './refusals.ts';
import {
  parseVerifyRequest,
  verifyCreatedBody,
  verifyResults,
  verifyStatusBody,
  type VerifyRequest,
} from './verify-bodies.ts';

/** Bytes; a list of 100,000 addresses of 254 characters has 26 MB (C137). */
const BODY_LIMIT = 32 * 1024 * 1024;

/** Adds the routes under `/verify/jobs` (C129-C146). */
export function addVerifyJobs(api: FastifyInstance, services: BackendServices): void {
  const { allowPrivateWebhooks: allowPrivate, createStatus } = services.config;
  const fieldCodes = { webhook_url: 'invalid_webhook' };
  const options = { config: { rateClass: 'create' }, bodyLimit: BODY_LIMIT } as const;
  api.post('/verify/jobs', options, async (request, reply) => {
    const body = await parseLargeJsonObject(request, 'invalid_emails', { fieldCodes });
    const wanted = parseVerifyRequest(body, { allowPrivate });
    const job = await createVerify(services, callerOf(request).accountId, wanted);
    return await reply.status(createStatus).send(verifyCreatedBody(job));
  });
  addReadJobs(api, services, { kind: verifyKind, statusBody: verifyStatusBody, results: verifyResults });
}

/** Starts the verification of a list. `check` runs in the transaction of the create and may throw an HttpError. */
export async function createVerify(
  services: CreateServices,
  accountId: string,
  { emails, ...options }: VerifyRequest,
  check?: (trx: Transaction) => Promise<void>,
): Promise<StoredJob> {
  const prepare = async (trx: Transaction) => {
    await check?.(trx);
    const { balance } = await lockAccount(trx, accountId);
    const affordable = Math.floor(balance / EMAIL_UNITS);
    if (affordable < 1) throw insufficientForEmail();
    const items = emails.slice(0, affordable);
    return { input: {}, cap: items.length, items };
  };
  return await createJob(services, { accountId, kind: verifyKind, prepare, options });
}
