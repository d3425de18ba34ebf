import { systemClock } from '@scrapekit/core/system-clock';
import type { JobOperation } from '../../jobs/operation.ts';
import type { LeadPipeline } from '../../leads/pipeline.ts';
import type { Patience } from '../../verification/verify-patiently.ts';
import type { EmailVerifier } from './email-verifier.ts';
import { createScrapeOperation } from './scrape-operation.ts';
import { createLeadVerifier } from './verify-lead.ts';
import { createVerifyOperation } from './verify-operation.ts';

export interface OperationParts {
  readonly pipeline: LeadPipeline;
  readonly verifier: EmailVerifier;
  readonly patience?: Patience;
}

const noPatience: Patience = { clock: systemClock, pausesMs: [] };

/** The kinds of jobs ScrapeKit has. */
export const createScrapeKitOperations = ({
  pipeline,
  verifier,
  patience = noPatience,
}: OperationParts): readonly JobOperation[] => [
  createScrapeOperation({ pipeline, verifyLead: createLeadVerifier(verifier, patience) }),
  createVerifyOperation(verifier, patience),
];
