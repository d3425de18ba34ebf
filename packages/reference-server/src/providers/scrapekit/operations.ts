import type { JobOperation } from '../../jobs/operation.ts';
import type { LeadPipeline } from '../../leads/pipeline.ts';
import type { Verifier } from '../../verification/verify.ts';
import { createScrapeOperation } from './scrape-operation.ts';
import { createLeadVerifier } from './verify-lead.ts';
import { createVerifyOperation } from './verify-operation.ts';

export interface OperationParts {
  readonly pipeline: LeadPipeline;
  readonly verifier: Verifier;
}

/** The kinds of jobs ScrapeKit has. */
export const createScrapeKitOperations = ({
  pipeline,
  verifier,
}: OperationParts): readonly JobOperation[] => [
  createScrapeOperation({ pipeline, verifyLead: createLeadVerifier(verifier) }),
  createVerifyOperation(verifier),
];
