import { html } from 'ghtml';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../../http/json.ts';
import type { WebhookEndpoint } from '../../webhooks/endpoints.ts';
import { sessionOf } from '../session-guard.ts';
import { renderConfirmation } from '../html/elements.ts';
import { renderEndpoints, type EndpointSection } from '../html/endpoints.ts';
import type { DashboardPage, PageServices } from '../page.ts';

const PATH = '/webhook-endpoints';
const ADDRESS = `/dashboard${PATH}`;

const notices: Readonly<Record<string, string>> = {
  tested: 'A test is being sent. The answer will be listed under “Webhook deliveries”.',
  enabled: 'The endpoint is enabled again, and its count of failures is back at 0.',
  deleted: 'The endpoint was deleted. No more webhooks are sent to it.',
};

/** The endpoints of providers that register webhook receivers per account (M04, M08, F03). */
export const webhookEndpoints: DashboardPage = {
  path: PATH,
  title: 'Webhook endpoints',
  addRoutes: (app, services) => {
    const { endpoints, show } = services;
    const { title } = webhookEndpoints;
    app.get(PATH, async (request, reply) => {
      const { done } = request.query as { readonly done?: unknown };
      const notice = typeof done === 'string' && Object.hasOwn(notices, done) ? notices[done] : undefined;
      const body = renderEndpoints(await listSections(request, services), ADDRESS);
      return show(request, reply, { title, body, notice });
    });
    app.post(PATH, async (request, reply) => {
      const { provider, ...input } = withoutEmptyFields(request.body);
      const added = await endpoints.register(sessionOf(request).accountId, provider, input);
      const body = renderAdded(added) + renderEndpoints(await listSections(request, services), ADDRESS);
      return show(request, reply.status(201), { title, body });
    });
    addActions(app, services);
  },
};

function addActions(app: Parameters<DashboardPage['addRoutes']>[0], services: PageServices): void {
  const { endpoints, show } = services;
  const findRequested = async (request: FastifyRequest) => {
    const { id } = request.params as { readonly id: string };
    return await endpoints.find(sessionOf(request).accountId, id);
  };
  app.post(`${PATH}/:id/test`, async (request, reply) => {
    await endpoints.test(await findRequested(request));
    return await reply.redirect(`${ADDRESS}?done=tested`, 303);
  });
  app.post(`${PATH}/:id/enable`, async (request, reply) => {
    await endpoints.enable(await findRequested(request));
    return await reply.redirect(`${ADDRESS}?done=enabled`, 303);
  });
  app.get(`${PATH}/:id/delete`, async (request, reply) => {
    const { id, url } = await findRequested(request);
    const body = renderConfirmation({
      consequence: `Nothing more will be sent to ${url}, including webhooks that wait for another attempt.`,
      button: 'Delete the endpoint',
      action: `${ADDRESS}/${id}/delete`,
      back: ADDRESS,
    });
    return show(request, reply, { title: 'Delete a webhook endpoint?', body });
  });
  app.post(`${PATH}/:id/delete`, async (request, reply) => {
    await endpoints.remove(await findRequested(request));
    return await reply.redirect(`${ADDRESS}?done=deleted`, 303);
  });
}

async function listSections(
  request: FastifyRequest,
  { endpoints }: PageServices,
): Promise<readonly EndpointSection[]> {
  const registered = await endpoints.list(sessionOf(request).accountId);
  return [...endpoints.rules].map(([provider, rules]) => ({
    provider,
    rules,
    endpoints: registered.filter((endpoint) => endpoint.provider === provider),
  }));
}

const withoutEmptyFields = (form: unknown): JsonObject =>
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
