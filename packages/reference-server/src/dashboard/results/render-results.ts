import { html } from 'ghtml';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import type { RowShape } from '../../providers/row-shape.ts';
import type { PageServices } from '../page.ts';
import { readChoice, searchRows } from './choose-rows.ts';
import { renderMap } from './leads-map.ts';
import { readFirstRows } from './read-rows.ts';
import { renderLimit, renderRows } from './rows-table.ts';
import { renderVerdictChart } from './verdict-chart.ts';

/** The query of the page's address. */
export type ResultQuery = Readonly<Record<string, unknown>>;

/** Renders the results of a job for its page: files, charts, a map and a table. Those of an open job are the rows so far. */
export async function renderResults(
  { storage, jobViews }: Pick<PageServices, 'storage' | 'jobViews'>,
  job: StoredJob,
  query: ResultQuery,
): Promise<string> {
  const view = jobViews.get(job.provider);
  if (view === undefined || job.produced === 0) return renderSection(renderEmpty(job));
  const shape = view.rowShape(job);
  const first = await readFirstRows(view.results(storage.db, job).pages);
  if (first.rows.length === 0) return renderSection(renderEmpty(job));
  const choice = readChoice(query, shape.columns);
  const found = searchRows(first.rows, shape.columns, choice.search);
  const address = `/dashboard/jobs/${job.id}`;
  const total = Math.max(job.produced, first.rows.length);
  const verdicts = shape.verdictsOf === undefined ? [] : first.rows.flatMap(shape.verdictsOf);
  return renderSection(
    html`!${isTerminal(job.status) ? renderFiles(address, shape) : renderOpen(job)}
      !${renderLimit({ first, total, shape })}
      <div class="charts">!${renderVerdictChart(job, verdicts)} !${renderMap(shape, found)}</div>
      !${renderRows({ address, shape, choice, first, found, total })}`,
  );
}

const renderSection = (body: string): string =>
  html`<section class="results" aria-labelledby="results">
    <h2 id="results">Results</h2>
    !${body}
  </section>`;

const renderEmpty = ({ id, status }: StoredJob): string =>
  isTerminal(status)
    ? html`<p class="faint">This job has no rows.</p>`
    : html`<p class="faint">There were no rows yet when this page was loaded. !${renderReload(id)}</p>`;

/** The progress is live and the rows are not, so there may be more by now. */
const renderReload = (id: string): string => html`<a href="/dashboard/jobs/${id}">Show the rows so far</a>`;

const renderOpen = ({ id, produced }: StoredJob): string =>
  html`<p class="faint">
    These were the ${produced} rows when this page was loaded. !${renderReload(id)} They can be saved as a
    file when the job has ended.
  </p>`;

function renderFiles(address: string, { addressRows }: RowShape): string {
  const link = (query: string, title: string) =>
    html`<a href="${address}/download?format=${query}" download>${title}</a>`;
  return html`<nav class="actions" aria-label="Files">
      !${link('excel', 'CSV for Excel')}
      !${
        addressRows === undefined
          ? ''
          : link('excel&rows=addresses', 'CSV for Excel, one row per e-mail address')
      }
      !${link('csv', 'CSV')} !${link('json', 'JSON')} !${link('ndjson', 'NDJSON')}
    </nav>
    <p class="hint">
      The CSV for Excel is UTF-8 with commas. In it, an apostrophe stands before texts that begin like a
      formula, such as phone numbers with a plus sign.
    </p>`;
}
