import { html } from 'ghtml';
import type { WebhookGuide } from '../../../providers/webhook-guide.ts';
import { renderCopy } from '../elements.ts';
import { providerAddress } from './webhook-tabs.ts';

/** Renders where a provider's secret is, and what a receiver sees when it is replaced. */
export function renderSecretPart(provider: string, guide: WebhookGuide, secret?: string): string {
  const { signedWith, rotation = [] } = guide;
  if (signedWith === 'nothing') return '';
  return html`<section aria-labelledby="secret">
    <h2 id="secret">Secret</h2>
    !${signedWith === 'account secret' ? renderAccountSecret(provider, secret) : ''}
    !${
      signedWith === 'endpoint secret'
        ? html`<p>
            Each endpoint has a secret of its own. It is shown once, when the endpoint is added and when its
            secret is replaced.
          </p>`
        : ''
    }
    !${
      signedWith === 'API key'
        ? html`<p>
            An <a href="/dashboard/account/api-keys">API key</a> is the secret. Keys are shown once, when they
            are created.
          </p>`
        : ''
    }
    <h3>When the secret is replaced</h3>
    <ul>
      !${rotation.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}

function renderAccountSecret(provider: string, secret: string | undefined): string {
  const address = `${providerAddress(provider)}/secret`;
  return html`<div class="card">
    <p class="actions">
      <code class="secret">${secret ?? `whsec_${'•'.repeat(20)}`}</code>
      !${secret === undefined ? '' : renderCopy(secret, 'the secret')}
    </p>
    <div class="actions">
      !${
        secret === undefined
          ? html`<form method="post" action="${address}"><button>Show the secret</button></form>`
          : html`<a href="${providerAddress(provider)}">Hide it</a>`
      }
      <a href="${address}/rotate">Replace it</a>
    </div>
  </div>`;
}
