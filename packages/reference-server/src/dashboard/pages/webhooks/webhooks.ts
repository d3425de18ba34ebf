import { html } from 'ghtml';
import type { WebhookGuide } from '../../../providers/webhook-guide.ts';
import { listDeliveries } from '../../../webhooks/delivery-store.ts';
import { renderTable } from '../../html/elements.ts';
import { renderDeliveries } from '../../html/webhooks/delivery-list.ts';
import { providerAddress, renderWebhookTabs, WEBHOOKS } from '../../html/webhooks/webhook-tabs.ts';
import type { DashboardPage, PageServices } from '../../page.ts';
import { providerName } from '../../provider-name.ts';
import { sessionOf } from '../../session-guard.ts';
import { addAccountSecret } from './account-secret.ts';
import { addDeliveryList } from './deliveries.ts';
import { addDeliveryPage } from './delivery.ts';
import { addEndpointActions } from './endpoint-actions.ts';
import { addProviderRoutes } from './provider.ts';

const NEWEST = 5;

/** The webhooks of all providers: how they work, their receivers, tests and deliveries. */
export const webhooks: DashboardPage = {
  path: '/webhooks',
  title: 'Webhooks',
  addRoutes: (app, services) => {
    app.get(webhooks.path, async (request, reply) => {
      const { accountId } = sessionOf(request);
      const body = await renderOverview(services, accountId);
      return services.show(request, reply, { title: webhooks.title, body });
    });
    addDeliveryList(app, services);
    addDeliveryPage(app, services);
    addEndpointActions(app, services);
    addAccountSecret(app, services);
    addProviderRoutes(app, services);
  },
};

async function renderOverview(
  { storage: { db }, endpoints, webhookGuides }: PageServices,
  accountId: string,
): Promise<string> {
  const registered = await endpoints.list(accountId);
  const newest = await listDeliveries(db, { accountId, limit: NEWEST });
  const countOf = (provider: string) =>
    registered.filter((endpoint) => endpoint.provider === provider).length;
  const receiversOf = (provider: string) =>
    endpoints.rules.has(provider) ? `${countOf(provider)} registered` : 'named with each job';
  return html`!${renderWebhookTabs(webhookGuides.keys(), WEBHOOKS)}
    <p>A webhook is a message that the server sends to your address when a job has ended.</p>
    !${renderTable({
      caption: 'Webhooks of the providers',
      columns: ['Provider', 'Receivers', 'Signed with', 'How it works'],
      rows: [...webhookGuides].map(([provider, guide]) => [
        html`<a href="${providerAddress(provider)}">${providerName(provider)}</a>`,
        html`${receiversOf(provider)}`,
        html`${signedWith[guide.signedWith]}`,
        html`${guide.intro}`,
      ]),
      empty: 'This server has no provider with webhooks.',
    })}
    <h2>Newest deliveries</h2>
    !${renderDeliveries({
      caption: `Newest ${NEWEST} deliveries`,
      deliveries: newest,
      empty: 'No webhook was sent yet. Choose a provider and send a test.',
    })}`;
}

const signedWith: Readonly<Record<WebhookGuide['signedWith'], string>> = {
  'account secret': 'the secret of the account',
  'endpoint secret': 'a secret for each endpoint',
  'API key': 'the first API key',
  nothing: 'nothing',
};
