import { html } from 'ghtml';
import { renderDocument } from './document.ts';
import {
  type Column,
  renderEntries,
  renderLegend,
  renderPaging,
  renderState,
  renderTime,
  visible,
} from './elements.ts';
import type { JobsView, WatchedJob } from './view.ts';
import { jobStates } from './words.ts';

const columns: readonly Column<WatchedJob>[] = [
  { title: 'Created', cell: ({ createdAt }) => renderTime(createdAt) },
  { title: 'Source', cell: ({ source }) => html`<span>${source}</span>` },
  {
    title: 'Job',
    cell: ({ id, operation }) =>
      html`<span><code>${visible(id)}</code>!${operation === null ? '' : html`<br />${operation}`}</span>`,
  },
  { title: 'State', cell: ({ state }) => renderState(state, jobStates[state]) },
  {
    title: 'Asked',
    cell: ({ askedAt, error }) =>
      html`<span
        >!${renderTime(askedAt, 'not yet')}!${
          error === null ? '' : html`<br /><span class="wrong">${visible(error)}</span>`
        }</span
      >`,
  },
  { title: 'Asks next', cell: ({ nextAskAt }) => renderTime(nextAskAt) },
];

/** Renders the page of the jobs whose end the relay waits for. */
export const renderJobs = ({ at, jobs }: JobsView): string =>
  renderDocument({
    title: 'Jobs',
    root: './',
    current: 'jobs',
    at,
    main: html`<p>
        The relay watches the jobs that were created through it, or that it was told to watch. When a job has
        ended, it leaves this list and its event is delivered.
      </p>
      !${
        jobs.entries.length === 0
          ? html`<p class="faint">The relay waits for no job.</p>`
          : renderEntries('Newest first', columns, jobs.entries)
      }
      !${renderPaging(jobs, new URLSearchParams())} !${renderLegend(jobStates)}`,
  });
