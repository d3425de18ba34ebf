import { html } from 'ghtml';
import type { StoredAttempt } from '../../../webhooks/attempts.ts';
import { renderMoment } from '../elements.ts';
import { readableBody } from './readable-body.ts';
import { DELIVERIES } from './webhook-tabs.ts';

/** The most characters of a body on the page. The file has all that is stored. */
const SHOWN_CHARACTERS = 6_000;

/** Renders the request and the answer of one attempt. */
export const renderAttempt = (attempt: StoredAttempt): string =>
  html`<section id="attempt" aria-labelledby="attempt-title">
    <h2 id="attempt-title">Attempt ${attempt.number}</h2>
    <p>
      !${renderMoment(attempt.startedAt)}${attempt.latencyMs === null ? '' : `, took ${attempt.latencyMs} ms`}
      !${attempt.error === null ? '' : html`<br /><span class="state failed">${attempt.error}</span>`}
    </p>
    <h3>Request</h3>
    !${renderRequest(attempt)}
    <h3>Answer</h3>
    !${renderAnswer(attempt)}
  </section>`;

function renderRequest({ deliveryId, number, url, request }: StoredAttempt): string {
  if (request === undefined)
    return html`<p class="faint">
      Nothing was sent to <span class="address">${url}</span>, or the request was not stored.
    </p>`;
  const { headers, start, bytes } = request;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const text = readableBody(start, headers['Content-Encoding']);
  const file = html`<a href="${DELIVERIES}/${deliveryId}/attempts/${number}/body" download
    >Download the body</a
  >`;
  const isWhole = start.length === bytes && text !== undefined && text.length <= SHOWN_CHARACTERS;
  const size = `${bytes} bytes${start.length < bytes ? `, of which the first ${start.length} are stored` : ''}`;
  return html`<pre class="wrap" tabindex="0" aria-label="Request line and headers">
${['POST ' + url, ...lines].join('\n')}</pre>
    !${
      text === undefined
        ? html`<p>The body is not text.</p>`
        : html`<pre class="wrap" dir="ltr" tabindex="0" aria-label="Body of the request">
${text.slice(0, SHOWN_CHARACTERS)}</pre>`
    }
    <p>${size}. ${isWhole ? '' : 'This is the beginning.'} !${file}</p>`;
}

function renderAnswer({ url, statusCode, redirectedTo, answer, request }: StoredAttempt): string {
  if (statusCode === null) return html`<p class="faint">There was no answer.</p>`;
  const from =
    redirectedTo === null
      ? ''
      : html`<br />After redirects from <span class="address">${url}</span>, this address answered:
          <span class="address">${redirectedTo}</span>`;
  const status = html`<p>Status ${statusCode}${typeText(answer?.type)}!${from}</p>`;
  if (answer === undefined)
    return html`!${status}
      <p class="faint">
        ${request === undefined ? 'Its body was not stored.' : 'Its body is not stored, because the request had the secret and a receiver may repeat it.'}
      </p>`;
  if (answer.start.length === 0)
    return html`!${status}
      <p class="faint">It had no body.</p>`;
  const text = readableBody(answer.start, undefined);
  return text === undefined
    ? html`!${status}
        <p class="faint">Its body is not text.</p>`
    : html`!${status}
        <pre class="wrap" dir="ltr" tabindex="0" aria-label="Beginning of the answer">${text}</pre>`;
}

const typeText = (type: string | null | undefined): string => (type ? `, ${type}` : '');
