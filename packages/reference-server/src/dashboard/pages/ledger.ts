import { html } from 'ghtml';
import { z } from 'zod/v4';
import { toCredits } from '../../accounts/credits.ts';
import { type LedgerGroup, type LedgerPage, listLedgerGroups } from '../../accounts/ledger-groups.ts';
import { renderMoment, renderPager, renderTable } from '../html/elements.ts';
import { byKind, describePart } from '../html/ledger-parts.ts';
import { ledgerCsv } from '../ledger-csv.ts';
import type { DashboardPage } from '../page.ts';
import { providerName } from '../provider-name.ts';
import { invalidRequest } from '../refusals.ts';
import { sessionOf } from '../session-guard.ts';
import { dateIn } from '../zoned-time.ts';
import { renderCreditsTabs } from './credits.ts';

const PATH = '/credits/ledger';
const ADDRESS = `/dashboard${PATH}`;
const GROUPS_PER_PAGE = 40;

const line = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional();
const position = z.object({ before: line, after: line });

/** The changes of the balance, one row for each job, with the balance after it. */
export const ledger: DashboardPage = {
  path: PATH,
  title: 'Ledger',
  inNavigation: false,
  addRoutes: (app, { storage, clock, show }) => {
    app.get(PATH, async (request, reply) => {
      const given = position.safeParse(request.query);
      if (!given.success) throw invalidRequest('The ledger has no such page.');
      const { accountId } = sessionOf(request);
      const page = await listLedgerGroups(storage, accountId, { limit: GROUPS_PER_PAGE, ...given.data });
      return show(request, reply, { title: ledger.title, body: renderLedger(page) });
    });
    app.get(`${PATH}.csv`, async (request, reply) => {
      const { accountId, timeZone } = sessionOf(request);
      const name = `ledger-${dateIn(new Date(clock.now()), timeZone)}.csv`;
      reply.header('content-disposition', `attachment; filename="${name}"`);
      return await reply.type('text/csv; charset=utf-8').send(ledgerCsv(storage.db, accountId));
    });
  },
};

function renderLedger({ groups, hasNewer, hasOlder }: LedgerPage): string {
  const [newest, oldest] = [groups.at(0), groups.at(-1)];
  return html`!${renderCreditsTabs(ADDRESS)}
    <p>
      One row for each job. The job whose first payment is newest stands first.
      <a href="${ADDRESS}.csv" download>Download all lines as CSV</a>
    </p>
    !${renderTable({
      caption: 'Changes of the balance, newest first',
      columns: ['Last change', 'What', 'Paid to', 'Credits', 'Balance after it'],
      rows: groups.map(groupCells),
      empty: 'The balance has not changed yet. It changes when a job finds leads or verifies addresses.',
    })}
    !${renderPager({
      label: 'the ledger',
      newer: hasNewer && newest !== undefined ? `${ADDRESS}?after=${newest.firstLine}` : undefined,
      older: hasOlder && oldest !== undefined ? `${ADDRESS}?before=${oldest.firstLine}` : undefined,
    })}`;
}

const groupCells = ({ lastAt, parts, jobId, provider, units, balance }: LedgerGroup): readonly string[] => [
  renderMoment(lastAt),
  html`!${parts.toSorted(byKind).map(describePart).join('<br />')}!${
    jobId === null ? '' : html`<br /><a href="/dashboard/jobs/${jobId}"><code>${jobId}</code></a>`
  }`,
  html`${provider === '' ? '–' : providerName(provider)}`,
  html`<span class="number">${units > 0 ? '+' : ''}${toCredits(units)}</span>`,
  html`<span class="number">${toCredits(balance)}</span>`,
];
