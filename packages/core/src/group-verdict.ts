import type { VerdictGroup, Verdicts } from './operation.ts';
import { verdicts as scrapekitVerdicts } from './providers/scrapekit/columns.ts';

/**
 * Returns the group of a verification status, or undefined for a status that is not documented (C148, C150).
 * `verdicts` is part of an operation's `rows`. @default those of ScrapeKit
 */
export function groupVerdict(
  status: string,
  { groups }: Verdicts = scrapekitVerdicts,
): VerdictGroup | undefined {
  const names = Object.keys(groups) as VerdictGroup[];
  return names.find((group) => groups[group].includes(status));
}
