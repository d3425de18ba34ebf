import type { JobOperation } from '../../jobs/operation.ts';
import { siteDomain } from '../../leads/extract/mail-domain.ts';
import type { PersonAtWebsite } from '../../leads/find-email.ts';
import type { LeadEngine } from '../../leads/lead-engine.ts';
import { createFairLimit, type Limit } from '../../pacing/limit.ts';
import { COMPANIES, CONTACTS, jobInput, PROVIDER, type Lookup } from './bodies.ts';
import { discoverCompanies, fetchCompany, type DiscoveredCompany } from './companies.ts';
import { parseCompanyItem, parsePersonItem } from './items.ts';
import { countsOf } from './unknown-items.ts';
import { noCompany, type Company, type CompanyRow, type ContactRow } from './rows.ts';

/** The work of Scrupp's two kinds of jobs. */
export const createScruppOperations = (leadEngine: LeadEngine): readonly JobOperation[] => [
  createCompanyLookup(leadEngine),
  createContactLookup(leadEngine),
];

/** How many rows are in work at the same time, in one job and in all jobs of this process. */
const ROWS_AT_ONCE = 16;
const ROWS_AT_ONCE_IN_PROCESS = 64;
/** How many rows are written together at most. */
const ROWS_PER_WRITE = 25;
/** How many rows make a part, which one worker works on. */
const ROWS_PER_PART = 100;

interface PlanOptions {
  /** The most rows of one item. */
  readonly max: number;
  readonly signal: AbortSignal;
  /** Runs a call as soon as the limit of the process allows it. */
  readonly inTurn: Limit;
}

/** A job that first plans the rows of each item and then fills each row. Planned rows are stored as JSON. */
interface LookupOperation<PlannedRow> {
  readonly lookup: Lookup;
  readonly planRows: (item: string, options: PlanOptions) => Promise<readonly PlannedRow[]>;
  readonly fillRow: (planned: PlannedRow, signal: AbortSignal) => Promise<object>;
}

function createLookupOperation<PlannedRow>(operation: LookupOperation<PlannedRow>): JobOperation {
  const { lookup, planRows, fillRow } = operation;
  const inTurn = createFairLimit(ROWS_AT_ONCE_IN_PROCESS);
  return {
    provider: PROVIDER,
    name: lookup,
    concurrency: ROWS_AT_ONCE,
    rowsPerPart: ROWS_PER_PART,
    rowsAtOnce: ROWS_PER_WRITE,
    plan: async (job, signal) => {
      const { items, max } = jobInput(job);
      const planned: PlannedRow[] = [];
      for (const item of items) {
        if (planned.length >= job.cap) break;
        planned.push(...(await planRows(item, { max, signal, inTurn: inTurn(job.accountId) })));
      }
      return planned;
    },
    perform: async (planned, job, signal) => {
      const row = await inTurn(job.accountId)(async () => await fillRow(planned as PlannedRow, signal));
      return { row, counts: countsOf(row) };
    },
  };
}

const UNREADABLE_WEBSITE = 'The website could not be read.';
const MOST_EMAILS_PER_COMPANY = 20;

type PlannedCompany =
  | { readonly item: string; readonly company: DiscoveredCompany }
  | { readonly item: string; readonly company: null; readonly reason: string };

/** Discovers the companies of each item, fetches their websites and verifies the addresses there. */
const createCompanyLookup = (leadEngine: LeadEngine): JobOperation =>
  createLookupOperation<PlannedCompany>({
    lookup: COMPANIES,
    planRows: async (item, { max, signal }) => {
      const discovery = await discoverCompanies(leadEngine.pipeline, parseCompanyItem(item), { max, signal });
      if ('reason' in discovery) return [{ item, company: null, reason: discovery.reason }];
      return discovery.found.map((company) => ({ item, company }));
    },
    fillRow: async (planned, signal): Promise<CompanyRow> => {
      const { item } = planned;
      const row = { item, found: false, reason: null, ...noCompany, emails: [] };
      if (planned.company === null) return { ...row, reason: planned.reason };
      const fetched = await fetchCompany(leadEngine, planned.company, signal);
      if (fetched === null) return { ...row, reason: UNREADABLE_WEBSITE };
      const verdicts = await Promise.all(
        fetched.emails
          .slice(0, MOST_EMAILS_PER_COMPANY)
          .map(async (email) => await leadEngine.verifier.verify(email, signal)),
      );
      const emails = verdicts.map(({ email, status, score }) => ({ email, status, score }));
      return { ...row, found: true, ...fetched.company, emails };
    },
  });

/** A planned row: a person without an address yet, an address to verify, or an item without either. */
type PlannedContact =
  | { readonly kind: 'person'; readonly item: string; readonly person: PersonAtWebsite }
  | { readonly kind: 'email'; readonly item: string; readonly company: Company; readonly email: string }
  | { readonly kind: 'missing'; readonly item: string; readonly company: Company; readonly reason: string };

/** Finds the address of a person at a website, or the addresses that a company's website shows, and verifies them. */
const createContactLookup = (leadEngine: LeadEngine): JobOperation =>
  createLookupOperation<PlannedContact>({
    lookup: CONTACTS,
    planRows: async (item, options) => await planContacts(leadEngine, item, options),
    fillRow: async (planned, signal) => await fillContact(leadEngine, planned, signal),
  });

async function planContacts(
  leadEngine: LeadEngine,
  item: string,
  { max, signal, inTurn }: PlanOptions,
): Promise<readonly PlannedContact[]> {
  const person = parsePersonItem(item);
  if (person !== undefined) return [{ kind: 'person', item, person }];
  const discovery = await discoverCompanies(leadEngine.pipeline, parseCompanyItem(item), { max, signal });
  if ('reason' in discovery) return [{ kind: 'missing', item, company: noCompany, reason: discovery.reason }];
  const fetched = await Promise.all(
    discovery.found.map(
      async (company) => await inTurn(async () => await fetchCompany(leadEngine, company, signal)),
    ),
  );
  const emails = fetched.flatMap(
    (one) =>
      one?.emails.map((email) => ({ kind: 'email', item, company: one.company, email }) as const) ?? [],
  );
  if (emails.length > 0) return emails.slice(0, max);
  const [first] = fetched;
  if (first == null) return [{ kind: 'missing', item, company: noCompany, reason: UNREADABLE_WEBSITE }];
  return [{ kind: 'missing', item, company: first.company, reason: 'The website shows no address.' }];
}

async function fillContact(
  { finder, verifier }: LeadEngine,
  planned: PlannedContact,
  signal: AbortSignal,
): Promise<ContactRow> {
  const { item } = planned;
  const row = { item, found: false, reason: null, ...noCompany, ...noContact };
  if (planned.kind === 'missing') return { ...row, ...planned.company, reason: planned.reason };
  if (planned.kind === 'email') {
    const { email, status, score } = await verifier.verify(planned.email, signal);
    return { ...row, ...planned.company, found: true, email, email_status: status, email_score: score };
  }
  const { firstName, lastName, website } = planned.person;
  const { email, status, score, reason } = await finder.find(planned.person, signal);
  const company = { company_website: website, company_domain: siteDomain(website) };
  const named = { ...row, ...company, first_name: firstName, last_name: lastName };
  if (email === null) return { ...named, reason: reason ?? 'No address of this person was found.' };
  return { ...named, found: true, email, email_status: status, email_score: score };
}

const noContact = { first_name: null, last_name: null, email: null, email_status: null, email_score: null };
