import { html } from 'ghtml';
import { EMAIL_UNITS, LEAD_UNITS, toCredits } from '../../accounts/credits.ts';
import { readAccount } from '../../accounts/read-account.ts';
import { readNewestJobs } from '../../jobs/job-store.ts';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import { addJobRoutes } from '../job-routes.ts';
import { sessionOf } from '../guard-session.ts';
import { renderMoment } from '../html/moment.ts';
import { renderTable } from '../html/table.ts';
import type { DashboardPage, PageServices } from '../page.ts';

const JOBS_SHOWN = 25;
const WATCH_SECONDS = 5;

/** Balance and newest jobs, with what can be done with them. */
export const overview: DashboardPage = {
  path: '/',
  title: 'Overview',
  addRoutes: (app, services) => {
    const { storage, jobViews, show } = services;
    app.get('/', async (request, reply) => {
      const { accountId } = sessionOf(request);
      const account = await readAccount(storage.db, accountId);
      const jobs = await readNewestJobs(storage.db, accountId, JOBS_SHOWN);
      const { watch, done } = request.query as { readonly watch?: unknown; readonly done?: unknown };
      const isOpen = jobs.some(({ status }) => !isTerminal(status));
      return show(request, reply, {
        title: overview.title,
        body: renderOverview({
          balance: account?.balance ?? 0,
          jobs,
          jobViews,
          isOpen,
          isWatching: watch === '1',
        }),
        notice: done === 'cancelled' ? 'The job was cancelled.' : undefined,
        // Only where somebody asked for it: a page that reloads by itself is in the way of who reads it slowly.
        refreshSeconds: watch === '1' && isOpen ? WATCH_SECONDS : undefined,
      });
    });
    addJobRoutes(app, services);
  },
};

interface Overview {
  readonly balance: number;
  readonly jobs: readonly StoredJob[];
  readonly jobViews: PageServices['jobViews'];
  /** Whether a job has not ended yet. */
  readonly isOpen: boolean;
  readonly isWatching: boolean;
}

const renderOverview = ({ balance, jobs, jobViews, isOpen, isWatching }: Overview): string =>
  html`<section class="card balance" aria-labelledby="balance">
      <h2 id="balance">Balance</h2>
      <p>
        <strong>${toCredits(balance)}</strong> credits, for up to ${Math.floor(balance / LEAD_UNITS)} leads or
        ${Math.floor(balance / EMAIL_UNITS)} verified addresses
      </p>
    </section>
    <h2>Newest jobs</h2>
    !${isOpen ? renderWatch(isWatching) : ''}
    !${renderTable({
      caption: `Newest ${JOBS_SHOWN} jobs, times in UTC`,
      columns: ['Created', 'Job', 'State', 'Progress', 'Credits', 'Action'],
      rows: jobs.map((job) => jobCells(job, jobViews)),
      empty: 'No jobs yet. Create one with an API key, from n8n or Zapier, or with curl.',
    })}`;

const renderWatch = (isWatching: boolean): string =>
  isWatching
    ? html`<p>
        This page loads again every ${WATCH_SECONDS} seconds until all jobs have ended.
        <a href="/dashboard">Stop</a>
      </p>`
    : html`<p><a href="/dashboard">Load again</a> or <a href="/dashboard?watch=1">watch the jobs</a>.</p>`;

function jobCells(job: StoredJob, views: PageServices['jobViews']): readonly string[] {
  const { id, provider, operation, status, error, produced, target, cap } = job;
  const view = views.get(provider);
  const goal = target ?? cap;
  return [
    renderMoment(job.createdAt),
    html`${view?.describe(job) ?? operation}<br /><code class="faint">${id}</code>`,
    html`<span class="state ${status}">${status}</span>!${error === null ? '' : html`<br />${error}`}`,
    html`<progress value="${produced}" max="${Math.max(goal, 1)}" aria-hidden="true"></progress> ${produced}
      of ${isTerminal(status) || target !== null ? goal : `up to ${goal}`}`,
    html`<span class="number">${toCredits(job.unitsCharged + job.extraUnits)}</span>`,
    renderActions(job, view !== undefined),
  ];
}

function renderActions({ id, status }: StoredJob, hasResults: boolean): string {
  const address = `/dashboard/jobs/${id}`;
  if (!isTerminal(status))
    return html`<a href="${address}/cancel">Cancel<span class="hidden"> ${id}</span></a>`;
  if (status !== 'completed' || !hasResults) return html`<span class="faint">none</span>`;
  return html`<a href="${address}/results?format=json" download>JSON<span class="hidden"> of ${id}</span></a>
    <a href="${address}/results?format=csv" download>CSV<span class="hidden"> of ${id}</span></a>`;
}
