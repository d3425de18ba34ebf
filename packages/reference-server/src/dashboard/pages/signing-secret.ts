import { html } from 'ghtml';
import { ensureSigningSecret, rotateSigningSecret } from '../../accounts/signing-secret.ts';
import { sessionOf } from '../session-guard.ts';
import { renderConfirmation } from '../html/elements.ts';
import type { DashboardPage } from '../page.ts';

const PATH = '/signing-secret';
const ADDRESS = `/dashboard${PATH}`;

/** The secret that signs webhooks. It is shown on request; replacing it needs a confirmation (C176-C178). */
export const signingSecret: DashboardPage = {
  path: PATH,
  title: 'Signing secret',
  addRoutes: (app, { storage: { db }, clock, show }) => {
    const { title } = signingSecret;
    app.get(PATH, async (request, reply) => {
      const { done } = request.query as { readonly done?: unknown };
      const notice =
        done === 'rotated'
          ? 'The secret was replaced. Webhooks are no longer signed with the old one.'
          : undefined;
      return show(request, reply, { title, body: renderSecret(), notice });
    });
    // A POST, because a link of another site or an entry of the history could show the secret with a GET.
    app.post(PATH, async (request, reply) => {
      const secret = await ensureSigningSecret(db, sessionOf(request).accountId, new Date(clock.now()));
      return show(request, reply, { title, body: renderSecret(secret) });
    });
    app.get(`${PATH}/rotate`, async (request, reply) => {
      const body = renderConfirmation({
        consequence:
          'Webhooks are signed with the new secret at once. Receivers refuse webhooks until you give them the new secret.',
        button: 'Replace the secret',
        action: `${ADDRESS}/rotate`,
        back: ADDRESS,
      });
      return show(request, reply, { title: 'Replace the signing secret?', body });
    });
    app.post(`${PATH}/rotate`, async (request, reply) => {
      await rotateSigningSecret(db, sessionOf(request).accountId, new Date(clock.now()));
      return await reply.redirect(`${ADDRESS}?done=rotated`, 303);
    });
  },
};

const renderSecret = (secret?: string): string =>
  html`<p>Webhooks are signed with this secret, so that a receiver can tell them from forged ones.</p>
    <div class="card">
      <p><code class="secret">${secret ?? `whsec_${'•'.repeat(20)}`}</code></p>
      <div class="actions">
        !${
          secret === undefined
            ? html`<form method="post" action="${ADDRESS}"><button>Show the secret</button></form>`
            : html`<a href="${ADDRESS}">Hide it</a>`
        }
        <a href="${ADDRESS}/rotate">Replace it</a>
      </div>
    </div>`;
