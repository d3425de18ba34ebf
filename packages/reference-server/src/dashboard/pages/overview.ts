import { html } from 'ghtml';
import { findAccount } from '../../accounts/accounts.ts';
import { listJobs } from '../../jobs/job-store.ts';
import { renderJobs } from '../jobs/job-cells.ts';
import { renderBalance, renderLowBalance } from '../html/balance.ts';
import type { DashboardPage } from '../page.ts';
import { sessionOf } from '../session-guard.ts';

const JOBS_SHOWN = 10;

/** The balance and the newest jobs. */
export const overview: DashboardPage = {
  path: '/',
  title: 'Overview',
  addRoutes: (app, { storage, jobViews, show }) => {
    app.get('/', async (request, reply) => {
      const { accountId } = sessionOf(request);
      const account = await findAccount(storage.db, accountId);
      const jobs = await listJobs(storage.db, { accountId }, { limit: JOBS_SHOWN });
      const body = html`!${account === undefined ? '' : renderLowBalance(account)}
        !${renderBalance(account?.balance ?? 0, jobViews)}
        <h2>Newest jobs</h2>
        !${renderJobs({
          caption: `Newest ${JOBS_SHOWN} jobs`,
          jobs,
          views: jobViews,
          empty: 'No jobs yet. Start one under “New job”, or with an API key from n8n, Zapier or a program.',
        })}
        !${jobs.length === 0 ? '' : html`<p><a href="/dashboard/jobs">All jobs</a></p>`}`;
      return show(request, reply, { title: overview.title, body });
    });
  },
};
