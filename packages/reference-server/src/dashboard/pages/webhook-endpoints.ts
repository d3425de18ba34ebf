import { html } from 'ghtml';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../../http/json-body.ts';
import type { WebhookEndpoint } from '../../webhooks/endpoints.ts';
import { sessionOf } from '../guard-session.ts';
import { renderConfirmation } from '../html/confirmation.ts';
import { renderEndpoints, type EndpointSection } from '../html/endpoints.ts';
import type { DashboardPage, PageServices } from '../page.ts';

const PATH = '/webhook-endpoints';
const ADDRESS = `/dashboard${PATH}`;

const notices: Readonly<Record<string, string>> = {
  tested: 'A test is on its way. What came back stands under “Webhook deliveries” in a moment.',
  enabled: 'The endpoint is enabled again, and its failures are forgotten.',
  deleted: 'The endpoint was deleted. Nothing more is sent there.',
};

/** Where providers that keep receivers by account are told to send webhooks: added, tested, enabled, deleted (M04, M08, F03). */
export const webhookEndpoints: DashboardPage = {
  path: PATH,
  title: 'Webhook endpoints',
  addRoutes: (app, services) => {
    const { endpoints, show } = services;
    const { title } = webhookEndpoints;
    app.get(PATH, async (request, reply) => {
      const { done } = request.query as { readonly done?: unknown };
      const notice = typeof done === 'string' && Object.hasOwn(notices, done) ? notices[done] : undefined;
      const body = renderEndpoints(await readSections(request, services), ADDRESS);
      return show(request, reply, { title, body, notice });
    });
    app.post(PATH, async (request, reply) => {
      const { provider, ...input } = filledIn(request.body);
      const added = await endpoints.register(sessionOf(request).accountId, provider, input);
      const body = renderAdded(added) + renderEndpoints(await readSections(request, services), ADDRESS);
      return show(request, reply.status(201), { title, body });
    });
    addActions(app, services);
  },
};

function addActions(app: Parameters<DashboardPage['addRoutes']>[0], services: PageServices): void {
  const { endpoints, show } = services;
  const requestedIn = async (request: FastifyRequest) => {
    const { id } = request.params as { readonly id: string };
    return await endpoints.find(sessionOf(request).accountId, id);
  };
  app.post(`${PATH}/:id/test`, async (request, reply) => {
    await endpoints.test(await requestedIn(request));
    return await reply.redirect(`${ADDRESS}?done=tested`, 303);
  });
  app.post(`${PATH}/:id/enable`, async (request, reply) => {
    await endpoints.enable(await requestedIn(request));
    return await reply.redirect(`${ADDRESS}?done=enabled`, 303);
  });
  app.get(`${PATH}/:id/delete`, async (request, reply) => {
    const { id, url } = await requestedIn(request);
    const body = renderConfirmation({
      consequence: `Nothing more will be sent to ${url}, also not what is still waiting to be sent again.`,
      doIt: 'Delete the endpoint',
      action: `${ADDRESS}/${id}/delete`,
      back: ADDRESS,
    });
    return show(request, reply, { title: 'Delete a webhook endpoint?', body });
  });
  app.post(`${PATH}/:id/delete`, async (request, reply) => {
    await endpoints.remove(await requestedIn(request));
    return await reply.redirect(`${ADDRESS}?done=deleted`, 303);
  });
}

async function readSections(
  request: FastifyRequest,
  { endpoints: registry }: PageServices,
): Promise<readonly EndpointSection[]> {
  const registered = await registry.list(sessionOf(request).accountId);
  return [...registry.rules].map(([provider, its]) => ({
    provider,
    rules: its,
    endpoints: registered.filter((endpoint) => endpoint.provider === provider),
  }));
}

/** The fields of a form that were not left empty. */
const filledIn = (form: unknown): JsonObject =>
  Object.fromEntries(Object.entries(form ?? {}).filter(([, value]) => value !== ''));

const renderAdded = ({ url, secret }: WebhookEndpoint): string =>
  html`<div class="notice" role="status">
    <p>Webhooks now go to <span class="address">${url}</span>.</p>
    !${
      secret === null
        ? ''
        : html`<p>The secret of this endpoint. Copy it now: it is not shown again.</p>
            <p><code class="secret">${secret}</code></p>`
    }
  </div>`;
