import { html } from 'ghtml';
import type { ListedAttempt } from '../../../webhooks/attempts.ts';
import { isSettled } from '../../../webhooks/delivery.ts';
import type { LoggedDelivery } from '../../../webhooks/delivery-store.ts';
import { renderMoment, renderTable } from '../elements.ts';
import { stateName } from './delivery-words.ts';
import { providerName } from '../../provider-name.ts';
import { DELIVERIES } from './webhook-tabs.ts';

/** Renders what a delivery is about, its state and, for users who may do that, the button that sends it again. */
export function renderDelivery(delivery: LoggedDelivery, canChange: boolean): string {
  const { id, provider, event, url, state, error, nextAttemptAt, jobId, createdAt } = delivery;
  const job =
    jobId === null
      ? 'none, this is a test'
      : html`<a href="/dashboard/jobs/${jobId}"><code>${jobId}</code></a>`;
  return html`<dl class="facts">
      <dt>State</dt>
      <dd>
        <span class="state ${state}">${stateName(state)}</span>
        !${error === null ? '' : html`<br />${error}`}
      </dd>
      <dt>Event</dt>
      <dd>${event}, ${providerName(provider)}</dd>
      <dt>Sent to</dt>
      <dd>${url}</dd>
      <dt>Job</dt>
      <dd>!${job}</dd>
      <dt>Booked</dt>
      <dd>!${renderMoment(createdAt)}</dd>
      !${
        nextAttemptAt === null
          ? ''
          : html`<dt>Next attempt</dt>
              <dd>!${renderMoment(nextAttemptAt)}</dd>`
      }
    </dl>
    !${
      canChange && isSettled(state)
        ? html`<form method="post" action="${DELIVERIES}/${id}/resend" aria-label="Send again">
            <p class="actions">
              <button>Send again</button>
              <span class="faint">One attempt with the same event, signed now. It is not repeated.</span>
            </p>
          </form>`
        : ''
    }`;
}

/** Renders the attempts, of which `shown` is on the page. */
export function renderAttempts(
  { id, state, attempts, attemptedAt, error }: LoggedDelivery,
  stored: readonly ListedAttempt[],
  shown: number | undefined,
): string {
  const isUnrecorded = attempts > 0 && stored[0]?.number !== attempts;
  const latest = isUnrecorded
    ? [[html`${attempts}`, renderMoment(attemptedAt), '–', '–', html`${error ?? stateName(state)}`, '–']]
    : [];
  const rows = stored.map((attempt) => [
    html`${attempt.number}`,
    renderMoment(attempt.startedAt),
    html`${attempt.statusCode ?? '–'}`,
    html`<span class="number">${attempt.latencyMs === null ? '–' : `${attempt.latencyMs} ms`}</span>`,
    html`${attempt.error ?? 'delivered'}`,
    attempt.number === shown
      ? 'shown below'
      : html`<a href="${DELIVERIES}/${id}?attempt=${attempt.number}#attempt"
          >Show<span class="hidden"> attempt ${attempt.number}</span></a
        >`,
  ]);
  return renderTable({
    caption: 'Attempts, the latest first',
    columns: ['Number', 'Time', 'Answer', 'Took', 'Outcome', 'Request'],
    rows: [...latest, ...rows],
    empty: 'No attempt was made yet.',
  });
}
