import type { LeadEngine } from '../../leads/lead-engine.ts';
import type { JobOperation } from '../../jobs/operation.ts';
import { createDomainScanner } from '../../leads/scan-domain.ts';
import { noPatience } from '../../verification/verify-patiently.ts';
import { createDomainScan } from './domain-scan.ts';
import { createEmailFinder } from './email-finder.ts';
import { createEmailValidation } from './email-validation.ts';

/** The kinds of jobs MatchKraft has (M02). */
export function createMatchKraftOperations({
  net,
  crawler,
  verifier,
  finder,
  patience = noPatience,
}: Pick<LeadEngine, 'net' | 'crawler' | 'verifier' | 'finder' | 'patience'>): readonly JobOperation[] {
  const scanner = createDomainScanner({ net, crawler, verifier });
  return [createDomainScan(scanner), createEmailValidation(scanner, patience), createEmailFinder(finder)];
}
