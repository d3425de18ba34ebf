import type { LeadEngine } from '../../../leads/lead-engine.ts';
import { createLimit } from '../../../pacing/limit.ts';
import type { JobOperation } from '../../../jobs/operation.ts';
import { COMPANIES, PROVIDER } from '../names.ts';
import { workOrderOf } from '../work-order.ts';
import { findCompanies, type FoundCompany } from './find-companies.ts';
import { nobody, readCompany, type Company } from './read-company.ts';
import { readCompanyItem } from './read-item.ts';

/** Of one job, and of all jobs of this process together. */
const WEBSITES_AT_ONCE = { job: 16, process: 64 } as const;
const EMAILS_PER_COMPANY = 20;

/** A row to be: a company and the item that led to it, or why there is none. */
type Unit =
  | { readonly item: string; readonly company: FoundCompany }
  | { readonly item: string; readonly company: null; readonly reason: string };

/** A row of the data. */
interface CompanyRow extends Company {
  readonly item: string;
  readonly found: boolean;
  readonly reason: string | null;
  readonly emails: readonly { readonly email: string; readonly status: string; readonly score: number }[];
}

/** Finds the companies of each item, reads their websites and verifies the addresses there. */
export function createCompaniesOperation(leadEngine: LeadEngine): JobOperation {
  const inTurn = createLimit(WEBSITES_AT_ONCE.process);
  return {
    provider: PROVIDER,
    name: COMPANIES,
    concurrency: WEBSITES_AT_ONCE.job,
    rowsAtOnce: 25,
    plan: async (job, signal) => {
      const { items, max } = workOrderOf(job);
      const units: Unit[] = [];
      for (const item of items) {
        if (units.length >= job.cap) break;
        const companies = await findCompanies(leadEngine.pipeline, readCompanyItem(item), { max, signal });
        if ('reason' in companies) units.push({ item, company: null, reason: companies.reason });
        else units.push(...companies.found.map((company) => ({ item, company })));
      }
      return units;
    },
    perform: async (item, _job, signal) => ({
      row: await inTurn(async () => await rowOf(leadEngine, item as Unit, signal)),
    }),
  };
}

async function rowOf(leadEngine: LeadEngine, unit: Unit, signal: AbortSignal): Promise<CompanyRow> {
  const { item } = unit;
  if (unit.company === null) return missing(item, unit.reason);
  const read = await readCompany(leadEngine, unit.company, signal);
  if (read === null) return missing(item, 'The website could not be read.');
  const verdicts = await Promise.all(
    read.emails.slice(0, EMAILS_PER_COMPANY).map(async (email) => await leadEngine.verifier.verify(email, signal)),
  );
  const emails = verdicts.map(({ email, status, score }) => ({ email, status, score }));
  return { item, found: true, reason: null, ...read.company, emails };
}

const missing = (item: string, reason: string): CompanyRow => ({
  item,
  found: false,
  reason,
  ...nobody,
  emails: [],
});
