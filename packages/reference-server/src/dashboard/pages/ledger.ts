import { html } from 'ghtml';
import { z } from 'zod/v4';
import { toCredits } from '../../accounts/credits.ts';
import { sessionOf } from '../guard-session.ts';
import { renderMoment } from '../html/moment.ts';
import { renderTable } from '../html/table.ts';
import type { DashboardPage } from '../page.ts';
import { readMovements, type Movement, type Movements } from '../read-movements.ts';
import { invalidRequest } from '../refusals.ts';

const PATH = '/ledger';
const LINES_PER_PAGE = 1_000;

const position = z.object({ before: z.coerce.number().int().positive().optional() });

const kindNames: Readonly<Record<string, readonly [one: string, more: string]>> = {
  lead: ['lead', 'leads'],
  lead_verify: ["lead's address verified", "leads' addresses verified"],
  verify: ['address verified', 'addresses verified'],
  refund: ['refund of an address nobody could judge', 'refunds of addresses nobody could judge'],
  grant: ['change of the balance', 'changes of the balance'],
};

/** Where credits came from and went, rows of one job taken together. */
export const ledger: DashboardPage = {
  path: PATH,
  title: 'Ledger',
  addRoutes: (app, { storage: { db }, show }) => {
    app.get(PATH, async (request, reply) => {
      const given = position.safeParse(request.query);
      if (!given.success) throw invalidRequest('This is no page of the ledger.');
      const { before } = given.data;
      const found = await readMovements(db, sessionOf(request).accountId, { limit: LINES_PER_PAGE, before });
      return show(request, reply, { title: ledger.title, body: renderLedger(found, before !== undefined) });
    });
  },
};

const renderLedger = ({ movements, oldestLine }: Movements, isOlder: boolean): string =>
  html`!${renderTable({
      caption: 'Credits, newest first, times in UTC',
      columns: ['Time', 'What', 'Credits'],
      rows: movements.map(movementCells),
      empty: 'No credits have moved.',
    })}
    <nav class="actions" aria-label="Pages of the ledger">
      !${isOlder ? html`<a href="/dashboard${PATH}">Newest</a>` : ''}
      !${
        oldestLine === undefined
          ? ''
          : html`<a href="/dashboard${PATH}?before=${oldestLine}" rel="next">Older</a>`
      }
    </nav>`;

function movementCells({ at, kind, lines, units, jobId }: Movement): readonly string[] {
  const [one, more] = kindNames[kind] ?? [kind, kind];
  return [
    renderMoment(at),
    html`${lines}
    ${lines === 1 ? one : more}!${jobId === null ? '' : html`<br /><code class="faint">${jobId}</code>`}`,
    html`<span class="number">${units > 0 ? '+' : ''}${toCredits(units)}</span>`,
  ];
}
