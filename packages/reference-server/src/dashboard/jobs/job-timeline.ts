import { html } from 'ghtml';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import type { LoggedDelivery } from '../../webhooks/delivery-store.ts';
import { renderMoment } from '../html/elements.ts';
import { stateName } from '../html/webhooks/delivery-words.ts';

interface Moment {
  readonly at: Date;
  /** HTML */
  readonly what: string;
}

/** Renders what happened to a job, in order of time. */
export function renderTimeline(job: StoredJob, deliveries: readonly LoggedDelivery[]): string {
  const { createdAt, startedAt, finishedAt } = job;
  const moments: Moment[] = [{ at: createdAt, what: 'Created' }];
  if (startedAt !== null) moments.push({ at: startedAt, what: 'Started' });
  if (finishedAt !== null) moments.push({ at: finishedAt, what: html`${describeEnd(job)}` });
  for (const { event, state, attemptedAt, createdAt: bookedAt } of deliveries)
    moments.push({
      at: attemptedAt ?? bookedAt,
      what: html`Webhook ${event} <span class="state ${state}">${stateName(state)}</span>`,
    });
  return html`<section class="card" aria-labelledby="timeline">
    <h2 id="timeline">Timeline</h2>
    <ol class="timeline">
      !${moments
        .toSorted((a, b) => a.at.getTime() - b.at.getTime())
        .map(({ at, what }) => html`<li>!${renderMoment(at)} <span>!${what}</span></li>`)}
      !${isTerminal(job.status) ? '' : html`<li class="faint">Not ended yet</li>`}
    </ol>
  </section>`;
}

function describeEnd({ status, error, produced, target, cap }: StoredJob): string {
  if (status === 'failed') return `Failed: ${error ?? 'no reason is known'}`;
  if (status === 'cancelled') return 'Cancelled';
  // A part of the rows is a complete result only when the balance was used up.
  if (target !== null && produced < target)
    return `Completed with ${produced} of ${target} rows, because the balance was used up`;
  return produced < cap
    ? `Completed with all ${produced} rows that were found, of ${cap} at most`
    : 'Completed';
}
