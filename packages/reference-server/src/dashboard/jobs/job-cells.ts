import { html } from 'ghtml';
import { toCredits } from '../../accounts/credits.ts';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import type { DashboardServices } from '../page.ts';
import { cut } from '../visible-text.ts';
import { renderMoment, renderTable } from '../html/elements.ts';

type Views = DashboardServices['jobViews'];

const MOST_CHARACTERS = 120;

/** Returns the request of a job in a few words. */
export function jobName(job: StoredJob, views: Views): string {
  const name = views.get(job.provider)?.describe(job).trim() ?? '';
  return name === '' ? job.operation : cut(name, MOST_CHARACTERS);
}

/** The credits that a job has cost so far, without what was refunded. */
export const jobCost = ({ unitsCharged, extraUnits }: StoredJob): number =>
  toCredits(unitsCharged + extraUnits);

export function describeProgress({ status, produced, target, cap }: StoredJob): string {
  const goal = isTerminal(status) || target !== null ? `${target ?? cap}` : `up to ${cap}`;
  return `${produced} of ${goal}`;
}

const renderState = ({ status }: Pick<StoredJob, 'status'>): string =>
  html`<span class="state ${status}">${status}</span>`;

export interface JobTable {
  readonly caption: string;
  readonly jobs: readonly StoredJob[];
  readonly views: Views;
  readonly empty: string;
}

/** Renders a table of jobs whose names lead to their pages. */
export const renderJobs = ({ caption, jobs, views, empty }: JobTable): string =>
  renderTable({
    caption,
    columns: ['Created', 'Job', 'State', 'Progress', 'Credits'],
    rows: jobs.map((job) => [
      renderMoment(job.createdAt),
      html`<a class="address" href="/dashboard/jobs/${job.id}"><bdi>${jobName(job, views)}</bdi></a
        ><br /><code class="faint address">${job.id}</code>`,
      renderState(job) + (job.error === null ? '' : html`<br />${cut(job.error, MOST_CHARACTERS)}`),
      html`<progress
          value="${job.produced}"
          max="${Math.max(job.target ?? job.cap, 1)}"
          aria-hidden="true"
        ></progress
        >${describeProgress(job)}`,
      html`<span class="number">${jobCost(job)}</span>`,
    ]),
    empty,
  });
