import { toCredits } from '../../accounts/credits.ts';
import { MOST_ADDRESSES } from '../../leads/pipeline.ts';
import type { JobForm } from '../job-form.ts';
import { listItems, listOfItems } from '../list-items.ts';
import { EMAIL_UNITS, isEmailShaped, LEAD_UNITS, PROVIDER, scrapeKind, verifyKind } from './bodies.ts';
import { invalid } from './refusals.ts';
import { parseScrapeRequest, scrapeInput } from './scrape-bodies.ts';
import { createScrape } from './scrape-jobs.ts';
import { MOST_EMAILS, parseVerifyRequest } from './verify-bodies.ts';
import { createVerify } from './verify-jobs.ts';

/** A form cannot name a webhook, so no address needs to be allowed. */
const rules = { allowPrivate: false };
const MOST_LEADS = 500_000;
/** How many addresses a lead has in most jobs, at most. */
const USUAL_ADDRESSES = 2;

const findLeads: JobForm = {
  key: 'find-leads',
  title: 'Find leads',
  intro: `Finds businesses of a kind around a place, with their addresses, phone numbers, websites and e-mail addresses. A lead costs ${toCredits(LEAD_UNITS)} credits.`,
  fields: [
    {
      name: 'query',
      label: 'Kind of business',
      kind: 'text',
      hint: 'For example: dentists, coffee shops, Zahnärzte',
      isRequired: true,
    },
    {
      name: 'location',
      label: 'Place',
      kind: 'text',
      hint: 'For example: Austin, Texas or 10115 Berlin',
      isRequired: true,
    },
    {
      name: 'leads',
      label: 'Number of leads, at most',
      kind: 'number',
      initial: '20',
      range: [1, MOST_LEADS],
      isRequired: true,
    },
    {
      name: 'verify',
      label: 'Verify the e-mail addresses',
      kind: 'checkbox',
      hint: `Asks the mail servers whether the mailboxes exist. Costs ${toCredits(EMAIL_UNITS)} credits for each address with a verdict.`,
      initial: 'on',
    },
  ],
  order: ({ query = '', location = '', leads = '', verify }) => {
    // The API takes a missing number for no limit, which would spend the whole balance.
    if (!/^\d{1,7}$/.test(leads) || Number(leads) < 1)
      throw invalid('invalid_query', `Write how many leads you want at most, from 1 to ${MOST_LEADS}.`);
    const wanted = parseScrapeRequest(
      { query, location, max_leads: Number(leads), verify_emails: verify === 'on' },
      rules,
    );
    const units = wanted.maxLeads * LEAD_UNITS;
    return {
      summary: `${wanted.maxLeads} leads at most: ${query} in ${location}`,
      units,
      ...(wanted.verifyEmails && {
        verified: {
          usualUnits: units + wanted.maxLeads * USUAL_ADDRESSES * EMAIL_UNITS,
          mostUnits: units + wanted.maxLeads * MOST_ADDRESSES * EMAIL_UNITS,
        },
      }),
      costs: [
        `${wanted.maxLeads} leads cost ${toCredits(units)} credits. If fewer are found, fewer are paid.`,
        ...(wanted.verifyEmails
          ? [
              `Each e-mail address with a verdict costs ${toCredits(EMAIL_UNITS)} credits more. Most leads have one or two, and none more than ${MOST_ADDRESSES}. The job never spends more than the balance.`,
            ]
          : []),
      ],
      create: async ({ services, accountId, orderId, refuseRepeat }) =>
        await createScrape(services, accountId, { ...wanted, clientRequestId: orderId }, refuseRepeat),
    };
  },
  repeat: {
    matches: ({ provider, operation }) => provider === PROVIDER && operation === scrapeKind.operation,
    values: (_db, job) => {
      const { query, location, verifyEmails } = scrapeInput(job);
      return { query, location, leads: String(job.cap), verify: verifyEmails ? 'on' : '' };
    },
  },
};

const verifyList: JobForm = {
  key: 'verify-list',
  title: 'Verify a list',
  intro: `Asks the mail server of each address whether the mailbox exists. An address with a verdict costs ${toCredits(EMAIL_UNITS)} credits.`,
  fields: [
    {
      name: 'list',
      label: 'E-mail addresses',
      kind: 'list',
      isColumn: true,
      items: 'addresses',
      hint: 'One on each line, or a CSV file with a column of addresses.',
    },
  ],
  order: ({ list = '' }) => {
    const items = listItems(list);
    const emails = items.filter((item) => isEmailShaped(item));
    if (emails.length === 0)
      throw invalid(
        'invalid_emails',
        'The list has no e-mail address. Paste one on each line, or choose a file.',
      );
    if (emails.length > MOST_EMAILS)
      throw invalid(
        'invalid_emails',
        `The list has ${emails.length} addresses. At most ${MOST_EMAILS} can be verified at once, so split it.`,
      );
    const wanted = parseVerifyRequest({ emails }, rules);
    const units = emails.length * EMAIL_UNITS;
    const leftOut = items.length - emails.length;
    return {
      summary: emails.length === 1 ? '1 address to verify' : `${emails.length} addresses to verify`,
      units,
      costs: [
        `They cost ${toCredits(units)} credits at most. An address with the verdict “unknown” costs nothing.`,
      ],
      remarks:
        leftOut === 0
          ? []
          : [
              `${leftOut === 1 ? '1 line is no e-mail address and is' : `${leftOut} lines are no e-mail addresses and are`} left out: ${firstOf(items)}`,
            ],
      create: async ({ services, accountId, orderId, refuseRepeat }) =>
        await createVerify(services, accountId, { ...wanted, clientRequestId: orderId }, refuseRepeat),
    };
  },
  repeat: {
    matches: ({ provider, operation }) => provider === PROVIDER && operation === verifyKind.operation,
    values: async (db, job, most) => ({ list: await listOfItems(db, job, { most }) }),
  },
};

const SHOWN = 3;

const firstOf = (items: readonly string[]): string =>
  items
    .filter((item): boolean => !isEmailShaped(item))
    .slice(0, SHOWN)
    .map((item) => `“${item.slice(0, 60)}”`)
    .join(', ');

export const scrapekitForms: readonly JobForm[] = [findLeads, verifyList];
