import { html } from 'ghtml';
import { renderDeliveries } from './delivery-list.ts';
import { renderDocument } from './document.ts';
import { renderCopyable, renderLegend, renderState, renderTime, visible } from './elements.ts';
import type { OverviewView, SourceView, TargetView } from './view.ts';
import { deliveryStates, registrationWords, targetStates } from './words.ts';

/** Renders the page with sources, targets and the newest deliveries. */
export const renderOverview = (view: OverviewView): string =>
  renderDocument({
    title: 'Overview',
    root: './',
    current: 'overview',
    at: view.at,
    main: html`<section aria-labelledby="sources">
        <h2 id="sources">Sources</h2>
        <div class="tiles">!${view.sources.map(renderSource)}</div>
      </section>
      <section aria-labelledby="targets">
        <h2 id="targets">Targets</h2>
        <div class="tiles">!${view.targets.map(renderTarget)}</div>
      </section>
      <section aria-labelledby="deliveries">
        <h2 id="deliveries">Deliveries</h2>
        !${renderDeliveries(view)} !${renderLegend(deliveryStates)}
      </section>`,
  });

const renderSource = (source: SourceView): string =>
  html`<article class="tile">
    <h3>${source.name} <span class="faint">${source.provider}</span></h3>
    <dl>
      <dt>Last event</dt>
      <dd>!${renderTime(source.lastEventAt, 'none yet')}</dd>
      <dt>Last 24 hours</dt>
      <dd>${source.eventsLastDay === 1 ? '1 event' : `${source.eventsLastDay} events`}</dd>
      <dt>Open jobs</dt>
      <dd><a href="./jobs" aria-label="Open jobs: ${source.openJobs}">${source.openJobs}</a></dd>
    </dl>
    !${renderCopyable('Address for webhooks', source.webhookUrl)}
    <p class="faint">
      ${registrationWords[source.registration]}
      <a href="${source.dashboard}" rel="noreferrer">Dashboard of ${source.provider}</a>
    </p>
    !${renderCopyable('Base URL for a tool', source.proxyUrl)}
    <p class="faint">
      A tool that uses this address in place of that of ${source.provider} creates its jobs through the relay,
      which then also finds the jobs whose webhooks are lost.
    </p>
  </article>`;

function renderTarget({ name, host, state, counts, lastError, signingKey }: TargetView): string {
  const { meaning, advice } = targetStates[state];
  return html`<article class="tile">
    <h3>${name} <span class="faint">${host}</span></h3>
    <p>
      !${renderState(state, targetStates[state])}. ${state === 'working' ? meaning : `${meaning} ${advice}`}
    </p>
    <dl>
      !${Object.entries(counts).map(
        ([each, count]) =>
          html`<dt>${each}</dt>
            <dd>
              <a
                href="?${new URLSearchParams({ target: name, state: each }).toString()}"
                aria-label="${count} ${each}, for ${name}"
                >${count}</a
              >
            </dd>`,
      )}
      <dt>Last error</dt>
      <dd>
        !${lastError === null ? renderTime(null, 'none') : html`${visible(lastError.text)} !${renderTime(lastError.at)}`}
      </dd>
    </dl>
    <details>
      <summary>Key of the signature</summary>
      <p class="faint">
        With this key the target can check that a request comes from this relay, by the rules of Standard
        Webhooks. Keep it secret.
      </p>
      !${renderCopyable(`Key for ${name}`, signingKey)}
    </details>
  </article>`;
}
