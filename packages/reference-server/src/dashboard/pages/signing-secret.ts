import { html } from 'ghtml';
import { ensureSigningSecret, rotateSigningSecret } from '../../accounts/signing-secret.ts';
import { sessionOf } from '../guard-session.ts';
import { renderConfirmation } from '../html/confirmation.ts';
import type { DashboardPage } from '../page.ts';

const PATH = '/signing-secret';
const ADDRESS = `/dashboard${PATH}`;

/** What webhooks are signed with: shown when asked for, replaced after a second question (C176-C178). */
export const signingSecret: DashboardPage = {
  path: PATH,
  title: 'Signing secret',
  addRoutes: (app, { storage: { db }, clock, show }) => {
    const { title } = signingSecret;
    app.get(PATH, async (request, reply) => {
      const { done } = request.query as { readonly done?: unknown };
      const notice =
        done === 'rotated' ? 'There is a new secret. The old one signs nothing any more.' : undefined;
      return show(request, reply, { title, body: renderSecret(), notice });
    });
    // A form and not a link, so that no other page and no history can bring the secret onto the screen.
    app.post(PATH, async (request, reply) => {
      const secret = await ensureSigningSecret(db, sessionOf(request).accountId, new Date(clock.now()));
      return show(request, reply, { title, body: renderSecret(secret) });
    });
    app.get(`${PATH}/rotate`, async (request, reply) => {
      const body = renderConfirmation({
        consequence:
          'Webhooks are signed with a new secret at once. Give it to every receiver, or they will refuse them.',
        doIt: 'Replace the secret',
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
  html`<p>
      Webhooks carry a signature made with this secret, so that their receiver can tell them from others.
    </p>
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
