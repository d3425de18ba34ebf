import { html } from 'ghtml';
import { countRequests, renderEvent } from './delivery-list.ts';
import { renderDocument } from './document.ts';
import { renderState, renderTime, visible } from './elements.ts';
import type { AttemptView, DeliveryView } from './view.ts';
import { deliveryStates, stopReasons } from './words.ts';

/** Renders the page of one delivery with all its attempts. */
export function renderDelivery(view: DeliveryView): string {
  const { delivery, host, webhookId, stopReason, canSendAgain, attempts, at } = view;
  const { id, state, source, target, jobId, nextAttemptAt } = delivery;
  const { meaning, advice } = stopReason === null ? deliveryStates[state] : stopReasons[stopReason];
  return renderDocument({
    title: `Delivery to ${target}`,
    root: '../',
    at,
    main: html`<div class="tile">
        <p>!${renderState(state, deliveryStates[state])}. ${meaning} ${advice}</p>
        <dl>
          <dt>Event</dt>
          <dd>!${renderEvent(delivery)}</dd>
          <dt>Source</dt>
          <dd>${source}</dd>
          <dt>Job</dt>
          <dd>!${jobId === null ? renderTime(null, 'none') : html`<code>${visible(jobId)}</code>`}</dd>
          <dt>Sent to</dt>
          <dd>${target}, ${host}</dd>
          <dt>Stored</dt>
          <dd>!${renderTime(delivery.at)}</dd>
          <dt>Next attempt</dt>
          <dd>!${renderTime(nextAttemptAt, 'none')}</dd>
          <dt>Its id</dt>
          <dd><code>${webhookId}</code>, in the header <code>webhook-id</code> of every attempt</dd>
        </dl>
        !${canSendAgain ? renderSendAgain(id) : ''}
      </div>
      <h2>Attempts</h2>
      <p class="faint">${countRequests(attempts.length)}, newest first</p>
      !${attempts.map(renderAttempt)}`,
  });
}

const renderSendAgain = (id: string): string =>
  html`<form method="post" action="${encodeURIComponent(id)}/send-again">
    <p class="row">
      <button>Send again</button>
      <span class="faint">The target gets the same event under the same id.</span>
    </p>
  </form>`;

function renderAttempt({ number, at, page, status, latencyMs, error, answer }: AttemptView): string {
  const rows =
    page === null ? '' : `, page ${page.number}${page.of === null ? '' : ` of ${page.of}`} of the rows`;
  return html`<section aria-labelledby="attempt-${number}">
    <h3 id="attempt-${number}">Attempt ${number}${rows}</h3>
    <div class="tile">
      <p class="${error === null ? 'delivered' : 'wrong'}">${visible(error ?? 'The target has taken it.')}</p>
      <dl>
        <dt>Time</dt>
        <dd>!${renderTime(at)}</dd>
        <dt>Status</dt>
        <dd>${status ?? 'no answer'}</dd>
        <dt>Took</dt>
        <dd>${latencyMs === null ? '–' : `${latencyMs} ms`}</dd>
      </dl>
      !${renderAnswer(number, answer)}
    </div>
  </section>`;
}

function renderAnswer(number: number, answer: string | null): string {
  if (answer === null) return '';
  if (answer === '') return html`<p class="faint">The answer had no body.</p>`;
  return html`<details>
    <summary>Beginning of the answer</summary>
    <pre tabindex="0" role="region" aria-label="Beginning of the answer to attempt ${number}" dir="ltr">
${visible(answer)}</pre>
  </details>`;
}
