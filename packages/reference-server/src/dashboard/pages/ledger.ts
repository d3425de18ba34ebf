import { html } from 'ghtml';
import { z } from 'zod/v4';
import { toCredits } from '../../accounts/credits.ts';
import { listLedgerLines, type LedgerLine, type ListedLine } from '../../accounts/ledger.ts';
import { sessionOf } from '../session-guard.ts';
import { renderMoment, renderTable } from '../html/elements.ts';
import type { DashboardPage } from '../page.ts';
import { invalidRequest } from '../refusals.ts';

const PATH = '/ledger';
const LINES_PER_PAGE = 1_000;

/** Lines before this id are shown. */
const position = z.object({ before: z.coerce.number().int().positive().optional() });

const kindNames: Readonly<Record<string, readonly [one: string, more: string]>> = {
  lead: ['lead', 'leads'],
  lead_verify: ["lead's address verified", "leads' addresses verified"],
  verify: ['address verified', 'addresses verified'],
  refund: ['refund of an address with an unknown verdict', 'refunds of addresses with an unknown verdict'],
  grant: ['change of the balance', 'changes of the balance'],
};

/** The changes of the balance. Lines of one kind and job that follow each other are shown as one. */
export const ledger: DashboardPage = {
  path: PATH,
  title: 'Ledger',
  addRoutes: (app, { storage: { db }, show }) => {
    app.get(PATH, async (request, reply) => {
      const given = position.safeParse(request.query);
      if (!given.success) throw invalidRequest('The ledger has no such page.');
      const { before } = given.data;
      const lines = await listLedgerLines(db, sessionOf(request).accountId, {
        limit: LINES_PER_PAGE,
        before,
      });
      return show(request, reply, { title: ledger.title, body: renderLedger(lines, before !== undefined) });
    });
  },
};

/** Consecutive ledger lines of one kind and job. */
interface Movement extends Pick<LedgerLine, 'kind' | 'jobId'> {
  readonly lines: number;
  /** Signed, in thousandths of a credit. */
  readonly units: number;
  /** The time of the newest line. */
  readonly at: Date;
}

function foldLines(lines: readonly LedgerLine[]): readonly Movement[] {
  const movements: Movement[] = [];
  for (const { kind, jobId, units, at } of lines) {
    const last = movements.at(-1);
    if (last !== undefined && last.kind === kind && jobId !== null && last.jobId === jobId)
      movements[movements.length - 1] = { ...last, lines: last.lines + 1, units: last.units + units };
    else movements.push({ kind, jobId, lines: 1, units, at });
  }
  return movements;
}

function renderLedger(lines: readonly ListedLine[], isOlder: boolean): string {
  const oldestId = lines.length < LINES_PER_PAGE ? undefined : lines.at(-1)?.id;
  return html`!${renderTable({
      caption: 'Credits, newest first, times in UTC',
      columns: ['Time', 'What', 'Credits'],
      rows: foldLines(lines).map(movementCells),
      empty: 'The balance has not changed yet.',
    })}
    <nav class="actions" aria-label="Pages of the ledger">
      !${isOlder ? html`<a href="/dashboard${PATH}">Newest</a>` : ''}
      !${
        oldestId === undefined
          ? ''
          : html`<a href="/dashboard${PATH}?before=${oldestId}" rel="next">Older</a>`
      }
    </nav>`;
}

function movementCells({ at, kind, lines, units, jobId }: Movement): readonly string[] {
  const [one, more] = kindNames[kind] ?? [kind, kind];
  return [
    renderMoment(at),
    html`${lines}
    ${lines === 1 ? one : more}!${jobId === null ? '' : html`<br /><code class="faint">${jobId}</code>`}`,
    html`<span class="number">${units > 0 ? '+' : ''}${toCredits(units)}</span>`,
  ];
}
