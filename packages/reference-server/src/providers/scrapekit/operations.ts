import type { JobOperation } from '../../jobs/operation.ts';
import type { LeadPipeline } from '../../leads/pipeline.ts';
import { noPatience, type Patience } from '../../verification/verify-patiently.ts';
import type { EmailVerifier } from '../../verification/verify.ts';
import { createScrapeOperation } from './scrape-operation.ts';
import { createLeadVerifier } from './verify-lead.ts';
import { createVerifyOperation } from './verify-operation.ts';

export interface OperationParts {
  readonly pipeline: LeadPipeline;
  readonly verifier: EmailVerifier;
  readonly patience?: Patience;
}

/** The kinds of jobs ScrapeKit has. */
export const createScrapeKitOperations = ({
  pipeline,
  verifier,
  patience = noPatience,
}: OperationParts): readonly JobOperation[] => [
  createScrapeOperation({ pipeline, verifyLead: createLeadVerifier(verifier, patience) }),
  createVerifyOperation(verifier, patience),
];
