import { html } from 'ghtml';
import type { HostSteps, Snippet, WebhookGuide } from '../../../providers/webhook-guide.ts';
import { renderCopy } from '../elements.ts';

export const renderFacts = ({ intro, facts }: WebhookGuide): string =>
  html`<p>${intro}</p>
    <dl class="facts">
      !${facts.map(
        ([term, fact]) =>
          html`<dt>${term}</dt>
            <dd>${fact}</dd>`,
      )}
    </dl>`;

/** Renders code that verifies a webhook, and the steps in n8n, Zapier and Make. */
export const renderHelp = ({ snippetIntro, snippets, hosts }: WebhookGuide): string =>
  html`<section aria-labelledby="verify">
      <h2 id="verify">Verify a webhook</h2>
      <p>${snippetIntro}</p>
      !${snippets.map(renderSnippet)}
    </section>
    <section aria-labelledby="hosts">
      <h2 id="hosts">n8n, Zapier and Make</h2>
      !${hosts.map(renderHost)}
    </section>`;

const renderSnippet = ({ language, code }: Snippet): string =>
  html`<details class="more">
    <summary>${language}</summary>
    !${renderCopy('', `the code for ${language}`)}
    <pre tabindex="0" aria-label="Code for ${language}"><code>${code}</code></pre>
  </details>`;

const renderHost = ({ host, steps }: HostSteps): string =>
  html`<details class="more">
    <summary>${host}</summary>
    <ol>
      !${steps.map((step) => html`<li>${step}</li>`)}
    </ol>
  </details>`;
