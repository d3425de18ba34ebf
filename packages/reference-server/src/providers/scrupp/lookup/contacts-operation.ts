import type { LeadEngine } from '../../../leads/lead-engine.ts';
import { createLimit, type Limit } from '../../../pacing/limit.ts';
import type { JobOperation } from '../../../jobs/operation.ts';
import { siteDomain } from '../../../leads/extract/mail-domain.ts';
import { CONTACTS, PROVIDER } from '../names.ts';
import { workOrderOf } from '../work-order.ts';
import { findCompanies } from './find-companies.ts';
import { nobody, readCompany, type Company } from './read-company.ts';
import { readCompanyItem, readPersonItem, type PersonItem } from './read-item.ts';

/** Of one job, and of all jobs of this process together. */
const LOOKUPS_AT_ONCE = { job: 16, process: 64 } as const;

/** A row to be: a person to look for, an address to verify, or why there is neither. */
type Unit =
  | { readonly kind: 'person'; readonly item: string; readonly person: PersonItem }
  | { readonly kind: 'email'; readonly item: string; readonly company: Company; readonly email: string }
  | { readonly kind: 'missing'; readonly item: string; readonly company: Company; readonly reason: string };

/** A row of the data. Whose an address is on a website, nobody says. */
interface ContactRow extends Company {
  readonly item: string;
  readonly found: boolean;
  readonly reason: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly email_status: string | null;
  readonly email_score: number | null;
}

/** Finds the address of a person at a website, or the addresses a company shows, and verifies them. */
export function createContactsOperation(leadEngine: LeadEngine): JobOperation {
  const inTurn = createLimit(LOOKUPS_AT_ONCE.process);
  return {
    provider: PROVIDER,
    name: CONTACTS,
    concurrency: LOOKUPS_AT_ONCE.job,
    rowsAtOnce: 25,
    plan: async (job, signal) => {
      const { items, max } = workOrderOf(job);
      const units: Unit[] = [];
      for (const item of items) {
        if (units.length >= job.cap) break;
        units.push(...(await unitsOf(leadEngine, item, { max, signal, inTurn })));
      }
      return units;
    },
    perform: async (item, _job, signal) => ({
      row: await inTurn(async () => await rowOf(leadEngine, item as Unit, signal)),
    }),
  };
}

interface PlanOptions {
  readonly max: number;
  readonly signal: AbortSignal;
  readonly inTurn: Limit;
}

async function unitsOf(
  leadEngine: LeadEngine,
  item: string,
  { max, signal, inTurn }: PlanOptions,
): Promise<readonly Unit[]> {
  const person = readPersonItem(item);
  if (person !== undefined) return [{ kind: 'person', item, person }];
  const companies = await findCompanies(leadEngine.pipeline, readCompanyItem(item), { max, signal });
  if ('reason' in companies) return [missing(item, nobody, companies.reason)];
  const read = await Promise.all(
    companies.found.map(async (found) => await inTurn(async () => await readCompany(leadEngine, found, signal))),
  );
  const units = read.flatMap((one) => one?.emails.map((email) => emailUnit(item, one.company, email)) ?? []);
  if (units.length > 0) return units.slice(0, max);
  const [only] = read;
  if (only == null) return [missing(item, nobody, 'The website could not be read.')];
  return [missing(item, only.company, 'The website shows no address.')];
}

const emailUnit = (item: string, company: Company, email: string): Unit => ({
  kind: 'email',
  item,
  company,
  email,
});

const missing = (item: string, company: Company, reason: string): Unit => ({
  kind: 'missing',
  item,
  company,
  reason,
});

async function rowOf(leadEngine: LeadEngine, unit: Unit, signal: AbortSignal): Promise<ContactRow> {
  const { item } = unit;
  const row = { item, found: false, reason: null, ...nobody, ...nameless, ...without };
  if (unit.kind === 'missing') return { ...row, ...unit.company, reason: unit.reason };
  if (unit.kind === 'person') {
    const { firstName, lastName, website } = unit.person;
    const { email, status, score, reason } = await leadEngine.finder.find(unit.person, signal);
    const company = { company_website: website, company_domain: siteDomain(website) };
    const named = { ...row, ...company, first_name: firstName, last_name: lastName };
    if (email === null) return { ...named, reason: reason ?? 'No address of this person was found.' };
    return { ...named, found: true, email, email_status: status, email_score: score };
  }
  const { email, status, score } = await leadEngine.verifier.verify(unit.email, signal);
  return { ...row, ...unit.company, found: true, email, email_status: status, email_score: score };
}

const nameless = { first_name: null, last_name: null };
const without = { email: null, email_status: null, email_score: null };
