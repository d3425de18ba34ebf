import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { toCredits } from '../../accounts/credits.ts';
import { findAccount } from '../../accounts/accounts.ts';
import { sendRows } from '../../http/send-rows.ts';
import { findJob, listJobs } from '../../jobs/job-store.ts';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import { formPath } from '../html/job-form.ts';
import { renderConfirmation, renderMoment, renderTable } from '../html/elements.ts';
import type { DashboardPage, PageServices } from '../page.ts';
import { invalidRequest, jobHasEnded, jobHasNoResults, jobNotFound } from '../refusals.ts';
import { sessionOf } from '../session-guard.ts';

const JOBS_SHOWN = 25;
const WATCH_SECONDS = 5;

/** The balance and the newest jobs, which can be cancelled or downloaded. */
export const overview: DashboardPage = {
  path: '/',
  title: 'Overview',
  addRoutes: (app, services) => {
    const { storage, jobViews, jobForms, show } = services;
    app.get('/', async (request, reply) => {
      const { accountId } = sessionOf(request);
      const account = await findAccount(storage.db, accountId);
      const jobs = await listJobs(storage.db, { accountId }, { limit: JOBS_SHOWN });
      const { watch, done } = request.query as { readonly watch?: unknown; readonly done?: unknown };
      const isOpen = jobs.some(({ status }) => !isTerminal(status));
      return show(request, reply, {
        title: overview.title,
        body: renderOverview({
          balance: account?.balance ?? 0,
          jobs,
          jobViews,
          jobForms,
          isOpen,
          isWatching: watch === '1',
        }),
        notice: typeof done === 'string' ? notices[done] : undefined,
        // A page that reloads without being asked is an obstacle for people who read slowly.
        refreshSeconds: watch === '1' && isOpen ? WATCH_SECONDS : undefined,
      });
    });
    addJobRoutes(app, services);
  },
};

const notices: Readonly<Record<string, string>> = {
  cancelled: 'The job was cancelled.',
  started: 'The job was started. It is the first in the list.',
};

interface Overview {
  readonly balance: number;
  readonly jobs: readonly StoredJob[];
  readonly jobViews: PageServices['jobViews'];
  readonly jobForms: PageServices['jobForms'];
  /** True when at least one job has not ended. */
  readonly isOpen: boolean;
  readonly isWatching: boolean;
}

const renderOverview = ({ balance, jobs, jobViews, jobForms, isOpen, isWatching }: Overview): string =>
  html`<section class="card balance" aria-labelledby="balance">
      <h2 id="balance">Balance</h2>
      <p><strong>${toCredits(balance)}</strong> credits${describeBalance(balance, jobViews)}</p>
    </section>
    <h2>Newest jobs</h2>
    !${isOpen ? renderWatch(isWatching) : ''}
    !${renderTable({
      caption: `Newest ${JOBS_SHOWN} jobs, times in UTC`,
      columns: ['Created', 'Job', 'State', 'Progress', 'Credits', 'Action'],
      rows: jobs.map((job) => jobCells(job, jobViews, jobForms)),
      empty: 'No jobs yet. Start one under “New job”, or with an API key from n8n, Zapier or a program.',
    })}`;

function describeBalance(balance: number, views: Overview['jobViews']): string {
  const uses = [...views.values()].flatMap((view) => view?.describeBalance?.(balance) ?? []);
  return uses.length === 0 ? '' : `, for ${uses.join(', or ')}`;
}

const renderWatch = (isWatching: boolean): string =>
  isWatching
    ? html`<p>
        This page loads again every ${WATCH_SECONDS} seconds until all jobs have ended.
        <a href="/dashboard">Stop</a>
      </p>`
    : html`<p><a href="/dashboard">Load again</a> or <a href="/dashboard?watch=1">watch the jobs</a>.</p>`;

function jobCells(
  job: StoredJob,
  views: PageServices['jobViews'],
  forms: PageServices['jobForms'],
): readonly string[] {
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
    renderActions(job, view !== undefined && hasResults(job)) + renderRunAgain(job, forms),
  ];
}

/**
 * Rows that were paid for stay readable here when their job fails or is cancelled. The API gives only the results of
 * completed jobs (C102).
 */
const hasResults = ({ status, produced }: StoredJob): boolean =>
  status === 'completed' || (isTerminal(status) && produced > 0);

function renderActions({ id, status }: StoredJob, isReadable: boolean): string {
  const address = `/dashboard/jobs/${id}`;
  if (!isTerminal(status))
    return html`<a href="${address}/cancel">Cancel<span class="hidden"> ${id}</span></a>`;
  if (!isReadable) return html`<span class="faint">none</span>`;
  return html`<a href="${address}/results?format=json" download>JSON<span class="hidden"> of ${id}</span></a>
    <a href="${address}/results?format=csv" download>CSV<span class="hidden"> of ${id}</span></a>`;
}

/** Links to the form of a job with its values, when a form can hold them. */
function renderRunAgain(job: StoredJob, forms: PageServices['jobForms']): string {
  const form = forms.find(({ valuesOf }) => valuesOf?.(job) !== undefined);
  if (form === undefined || !isTerminal(job.status)) return '';
  return html` <a href="/dashboard${formPath(form)}?again=${job.id}"
    >Run again<span class="hidden"> ${job.id}</span></a
  >`;
}

/** Adds `/dashboard/jobs/{id}/results` and `/dashboard/jobs/{id}/cancel`. */
function addJobRoutes(app: FastifyInstance, services: PageServices): void {
  const { storage, jobs, jobViews, show } = services;
  app.get('/jobs/:id/results', async (request, reply) => {
    const job = await findRequestedJob(services, request);
    const { format = 'json' } = request.query as { readonly format?: unknown };
    if (format !== 'json' && format !== 'csv') throw invalidRequest('format must be json or csv.');
    const view = jobViews.get(job.provider);
    if (view === undefined || !hasResults(job)) throw jobHasNoResults();
    reply.header('content-disposition', `attachment; filename="${job.id}.${format}"`);
    return sendRows(reply, format, view.results(storage.db, job));
  });
  app.get('/jobs/:id/cancel', async (request, reply) => {
    const { id, status } = await findRequestedJob(services, request);
    if (isTerminal(status)) throw jobHasEnded();
    const body = renderConfirmation({
      consequence: `Job ${id} will end now. The rows it found so far stay charged. They can be downloaded here, but the API will not return them.`,
      button: 'Cancel the job',
      action: `/dashboard/jobs/${id}/cancel`,
      back: '/dashboard',
    });
    return show(request, reply, { title: 'Cancel a job?', body });
  });
  app.post('/jobs/:id/cancel', async (request, reply) => {
    const { id } = await findRequestedJob(services, request);
    if ((await jobs.cancel(id)) === undefined) throw jobHasEnded();
    return await reply.redirect('/dashboard?done=cancelled', 303);
  });
}

async function findRequestedJob({ storage }: PageServices, request: FastifyRequest): Promise<StoredJob> {
  const { id } = request.params as { readonly id: string };
  const { accountId } = sessionOf(request);
  // Ids hold only these characters. PostgreSQL refuses U+0000.
  const job = /^[\w-]+$/.test(id) ? await findJob(storage.db, id, { accountId }) : undefined;
  if (job === undefined) throw jobNotFound();
  return job;
}
