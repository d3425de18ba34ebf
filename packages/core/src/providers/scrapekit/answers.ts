import { z } from 'zod/v4';
import { toThousandths } from '../../credits.ts';
import type { ReceiptReading } from '../../job.ts';
import type { JobReading } from '../../operation.ts';
import type { AccountReading, RefusalReading } from '../../provider.ts';
import { parseStatus } from './webhook.ts';

/** The price of a verified address in thousandths of a credit (C043). */
export const VERIFICATION = 5;

// A figure that cannot be read is absent, because the id and the status of a paid job matter more.
const amount = z.number().nonnegative().max(1e12);
const figure = amount.nullish().catch(undefined);
const credits = amount.transform(toThousandths).nullish();

const status = z.string().transform(parseStatus);

const jobBody = z.looseObject({
  job_id: z.string().min(1),
  status: status.catch('running'),
  error: z.string().nullish().catch(undefined),
  credits_used: credits.catch(undefined),
  verification_credits_used: credits.catch(NaN),
  progress: z.looseObject({ scraped: figure, target: figure }).nullish().catch(undefined),
  processed: figure,
  total: figure,
});

export function parseJob(body: unknown): JobReading {
  const {
    job_id: id,
    status,
    error,
    credits_used: credits,
    verification_credits_used: verificationCredits,
    progress,
    processed,
    total,
  } = jobBody.parse(body);
  // The service states the credits for verifying the addresses of leads separately (A05).
  const sum = credits == null ? NaN : credits + (verificationCredits ?? 0);
  const creditsUsed = Number.isNaN(sum) ? undefined : sum;
  const done = progress?.scraped ?? processed ?? undefined;
  // The target is 0 until discovery ends (C094).
  const target = (progress?.target ?? total) || undefined;
  const refunded =
    status === 'completed' && processed != null && creditsUsed !== undefined
      ? processed * VERIFICATION - creditsUsed
      : 0;
  return {
    id,
    status,
    error: error ?? undefined,
    creditsUsed,
    // The credits of unknown verdicts are given back when the job ends (C061).
    creditsRefunded: refunded > 0 ? refunded : undefined,
    progress: done === undefined ? undefined : { done, total: target },
  };
}

const receiptBody = z.looseObject({
  max_leads: figure,
  total: figure,
  estimated_credits: credits.catch(undefined),
});

export function parseReceipt(body: unknown): ReceiptReading {
  const { max_leads, total, estimated_credits: estimatedCredits } = receiptBody.parse(body);
  return {
    quantity: max_leads ?? total ?? undefined,
    estimatedCredits: estimatedCredits ?? undefined,
  };
}

const refusalBody = z.looseObject({
  error: z.looseObject({ code: z.string(), message: z.string(), request_id: z.string().optional() }),
});

export function parseRefusal(body: unknown): RefusalReading {
  const { success, data } = refusalBody.safeParse(body);
  if (!success) return {};
  const { code, message, request_id: requestId } = data.error;
  return { code, message, requestId };
}

const accountBody = z
  .looseObject({
    account_id: z.string().min(1).optional().catch(undefined),
    email: z.string().min(1).optional().catch(undefined),
    balance: credits.catch(undefined),
  })
  // Without either, another website has answered.
  .refine(({ account_id, email }) => account_id !== undefined || email !== undefined);

export function parseAccount(body: unknown): AccountReading {
  const { account_id: id, email, balance } = accountBody.parse(body);
  return { id, email, balance: balance ?? undefined };
}
