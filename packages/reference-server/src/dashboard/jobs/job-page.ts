import { html } from 'ghtml';
import { toCredits } from '../../accounts/credits.ts';
import type { GroupPart } from '../../accounts/ledger-groups.ts';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import type { LoggedDelivery } from '../../webhooks/delivery-store.ts';
import { renderCopy, renderTable } from '../html/elements.ts';
import { describeProgress, jobCost } from './job-cells.ts';
import { byKind, describePart } from '../html/ledger-parts.ts';
import { stateName } from '../html/webhooks/delivery-words.ts';
import { providerName } from '../provider-name.ts';
import type { TypedInput } from './typed-input.ts';

/** Renders the state and the progress of a job. Those of an open one change while the page is shown. */
export function renderProgress(job: StoredJob): string {
  const { id, provider, operation, status, error, produced, target, cap } = job;
  const card = html`<section class="card job-state" aria-label="State">
    <p>
      <span class="state ${status}" role="status" data-live="state">${status}</span>
      <span class="faint">${providerName(provider)} · ${operation} · <code class="address">${id}</code></span>
      !${renderCopy(id, 'the id')}
    </p>
    !${error === null ? '' : html`<p class="error">${error}</p>`}
    <progress
      value="${produced}"
      max="${Math.max(target ?? cap, 1)}"
      data-live="bar"
      aria-labelledby="progress"
    ></progress>
    <p>
      <span id="progress"><span data-live="progress">${describeProgress(job)}</span> rows</span>,
      <span data-live="cost">${jobCost(job)}</span> credits
    </p>
    !${isTerminal(status) ? '' : html`<p data-load-again><a href="/dashboard/jobs/${id}">Load again</a></p>`}
  </section>`;
  return isTerminal(status)
    ? card
    : html`<live-job events="/dashboard/jobs/${id}/events">!${card}</live-job>`;
}

export interface JobActions {
  readonly cancel?: string;
  readonly repeat?: string;
  readonly retry?: string;
}

/** Renders links to what can be done with a job. The values are addresses. */
export function renderActions({ cancel, repeat, retry }: JobActions): string {
  const links = [
    repeat === undefined ? '' : html`<a href="${repeat}">Run again</a>`,
    retry === undefined ? '' : html`<a href="${retry}">Retry the unknowns</a>`,
    cancel === undefined ? '' : html`<a href="${cancel}">Cancel the job</a>`,
  ].filter((link) => link !== '');
  return links.length === 0 ? '' : html`<nav class="actions" aria-label="Actions">!${links}</nav>`;
}

/** Renders links to the parts of the page below its results, which may be long. */
export const renderParts = (): string =>
  html`<nav class="tabs" aria-label="Parts of this page">
    <a href="#results">Results</a> <a href="#input">Input</a> <a href="#cost">Cost</a>
    <a href="#timeline">Timeline</a> <a href="#webhooks">Webhooks</a>
  </nav>`;

/** Renders what the job was ordered with. */
export const renderInput = (input: TypedInput): string =>
  html`<section class="card" aria-labelledby="input">
    <h2 id="input">Input</h2>
    <dl class="facts">
      !${input.map(
        ({ label, lines, more }) =>
          html`<dt>${label}</dt>
            <dd>
              !${lines.map((line) => html`<bdi>${line}</bdi><br />`)}
              !${more === 0 ? '' : html`<span class="faint">and ${more} more</span>`}
            </dd>`,
      )}
    </dl>
  </section>`;

/** Renders what a job has cost, from the lines of the ledger. */
export function renderCost(job: StoredJob, paid: readonly GroupPart[]): string {
  return html`<section class="card" aria-labelledby="cost">
    <h2 id="cost">Cost${isTerminal(job.status) ? '' : ' so far'}</h2>
    <dl class="price">
      !${paid.toSorted(byKind).map(
        (part) =>
          html`<dt>!${describePart(part)}</dt>
            <dd>${toCredits(-part.units)}</dd>`,
      )}
      <dt>Sum in credits</dt>
      <dd>
        <strong>${toCredits(-paid.reduce((sum, { units }) => sum + units, 0))}</strong>
      </dd>
    </dl>
  </section>`;
}

/** Renders the webhooks of a job with a link to their attempts. */
export const renderWebhooks = (job: StoredJob, deliveries: readonly LoggedDelivery[]): string =>
  html`<h2 id="webhooks">Webhooks</h2>
    !${renderTable({
      caption: 'Webhooks about this job, newest first',
      columns: ['Event', 'Sent to', 'State', 'Attempts'],
      rows: deliveries.map(({ event, url, state, attempts, error }) => [
        html`${event}`,
        html`<span class="address">${url}</span>`,
        html`<span class="state ${state}">${stateName(state)}</span
          >!${error === null ? '' : html`<br />${error}`}`,
        html`<span class="number">${attempts}</span>`,
      ]),
      empty: 'No webhook was told about this job.',
    })}
    !${
      deliveries.length === 0
        ? ''
        : html`<p>
            <a href="/dashboard/webhooks/deliveries?job=${job.id}">Attempts, answers and resending</a>
          </p>`
    }`;
