import { JobFailedError, type JobOperation } from '../../jobs/operation.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import { NoBusinessesError, UnknownLocationError } from '../../leads/pipeline.ts';
import { type Place, SourceRefusedError } from '../../leads/source.ts';
import { createFairLimit, createLimits } from '../../pacing/limit.ts';
import type { Verdict } from '../../verification/verdict.ts';
import { noPatience, verifyPatiently, type Patience } from '../../verification/verify-patiently.ts';
import type { EmailVerifier } from '../../verification/verify.ts';
import { UNKNOWN } from '../unknown-items.ts';
import { PROVIDER, scrapeKind, verifyKind, EMAIL_UNITS, LEAD_UNITS } from './bodies.ts';
import { leadRow, scrapeInput, verifiedLeadRow, VERIFIED } from './scrape-bodies.ts';
import { verdictRow } from './verify-bodies.ts';

export const createScrapeKitOperations = ({
  pipeline,
  verifier,
  patience = noPatience,
}: Pick<LeadEngine, 'pipeline' | 'verifier' | 'patience'>): readonly JobOperation[] => [
  createScrapeOperation({ pipeline, verifyLead: createLeadVerifier(verifier, patience) }),
  createVerifyOperation(verifier, patience),
];

/** How many websites are read at once for one job, and for all jobs of this process together. */
const websitesAtOnce = { job: 24, process: 128 } as const;

/** How many leads of one job are in work at the same time, from the website to the verdicts on its addresses. */
const LEADS_BEGUN = 48;

/** The status of a lead when the balance did not cover the verification of its addresses. */
const UNVERIFIED = 'unknown';

interface ScrapeOperationOptions extends Pick<LeadEngine, 'pipeline'> {
  readonly verifyLead: LeadVerifier;
}

/** Discovers businesses, finds e-mail addresses on their websites, and verifies these when the job asks for it. */
function createScrapeOperation({ pipeline, verifyLead }: ScrapeOperationOptions): JobOperation {
  const limitOfProcess = createFairLimit(websitesAtOnce.process);
  const limitOf = createLimits(websitesAtOnce.job);
  return {
    provider: PROVIDER,
    name: scrapeKind.operation,
    price: { kind: 'lead', units: LEAD_UNITS },
    extraPrice: { kind: 'lead_verify', units: EMAIL_UNITS },
    concurrency: LEADS_BEGUN,
    rowsPerPart: 250,
    rowsAtOnce: 25,
    plan: async (job, signal) => {
      const { query, location } = scrapeInput(job);
      try {
        return await pipeline.discover(query, location, job.cap, signal);
      } catch (error) {
        throw isFinal(error) ? new JobFailedError(error.message, { cause: error }) : error;
      }
    },
    perform: async (item, job, signal) => {
      const place = item as Place;
      const findEmails = async () =>
        await limitOfProcess(job.accountId)(async () => await pipeline.findEmails(place, signal));
      const emails = await limitOf(job.id)(findEmails);
      const lead = leadRow(place, emails);
      if (!scrapeInput(job).verifyEmails) return { row: lead };
      const { status, actionable } = await verifyLead(emails, job.accountId, signal);
      return {
        row: verifiedLeadRow(lead, status),
        counts: [...(actionable > 0 ? [VERIFIED] : []), ...(status === UNKNOWN ? [UNKNOWN] : [])],
        extras: actionable,
        // The lead was paid for, its verification was not, so its status is `unknown` (C151).
        withoutExtras: verifiedLeadRow(lead, UNVERIFIED),
      };
    },
  };
}

const isFinal = (error: unknown): error is Error =>
  error instanceof UnknownLocationError ||
  error instanceof NoBusinessesError ||
  error instanceof SourceRefusedError;

/** The verdict on all addresses of a lead. */
interface LeadVerdict {
  /** The best status of its addresses; an empty text when it has none (A08). */
  readonly status: string;
  /** How many addresses got another verdict than `unknown`; only these are charged (C151). */
  readonly actionable: number;
}

type LeadVerifier = (
  emails: readonly string[],
  accountId: string,
  signal: AbortSignal,
) => Promise<LeadVerdict>;

const LEAD_ADDRESSES_AT_ONCE = 300;

/** Verdicts from the highest score to the lowest (C147). */
const ranking: readonly Verdict['status'][] = [
  'safe',
  'role',
  'catch_all',
  'inbox_full',
  'unknown',
  'disabled',
  'disposable',
  'invalid',
];

function createLeadVerifier(verifier: EmailVerifier, { clock, pausesMs }: Patience): LeadVerifier {
  const limitOf = createFairLimit(LEAD_ADDRESSES_AT_ONCE);
  // A lead appears only when all its addresses have verdicts, so each address is tried again at most once.
  const patience = { clock, pausesMs: pausesMs.slice(0, 1) };
  return async (emails, accountId, signal) => {
    const limit = limitOf(accountId);
    const verdicts = await Promise.all(
      emails.map(async (email) => {
        const verify = async () => await limit(async () => await verifier.verify(email, signal));
        return await verifyPatiently(verify, patience, signal);
      }),
    );
    const statuses = new Set(verdicts.map(({ status }) => status));
    return {
      status: ranking.find((status) => statuses.has(status)) ?? '',
      actionable: verdicts.filter(({ status }) => status !== 'unknown').length,
    };
  };
}

/** How many addresses are verified at once for one job, and for all jobs of this process together. */
const addressesAtOnce = { job: 300, process: 600 } as const;

/** How many addresses of one job are begun: they are being verified, or wait because of greylisting. */
const ADDRESSES_BEGUN = 1_500;

/** Verifies a list of addresses. An `unknown` verdict is charged, and refunded when the job ends (A07). */
export function createVerifyOperation(verifier: EmailVerifier, patience: Patience): JobOperation {
  const limitOfProcess = createFairLimit(addressesAtOnce.process);
  const limitOf = createLimits(addressesAtOnce.job);
  return {
    provider: PROVIDER,
    name: verifyKind.operation,
    price: { kind: 'verify', units: EMAIL_UNITS },
    concurrency: ADDRESSES_BEGUN,
    rowsPerPart: 500,
    rowsAtOnce: 250,
    plan: () => Promise.reject(new JobFailedError('The list of addresses is missing.')),
    perform: async (item, job, signal) => {
      const limit = limitOf(job.id);
      const verify = async () =>
        await limit(
          async () =>
            await limitOfProcess(job.accountId)(async () => await verifier.verify(item as string, signal)),
        );
      const verdict = await verifyPatiently(verify, patience, signal);
      return {
        row: verdictRow(verdict),
        counts: [verdict.status],
        isRefunded: verdict.status === 'unknown',
      };
    },
  };
}
