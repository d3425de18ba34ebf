import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebhookEndpoint } from '../../../webhooks/endpoints.ts';
import { renderConfirmation } from '../../html/elements.ts';
import { renderChange } from '../../html/webhooks/endpoints.ts';
import { ENDPOINTS, providerAddress } from '../../html/webhooks/webhook-tabs.ts';
import type { PageServices } from '../../page.ts';
import { sessionOf } from '../../session-guard.ts';
import { formField } from '../../form-field.ts';
import { readEndpointForm } from './endpoint-form.ts';
import { refusalOf, requireGuide, showProvider } from './provider.ts';
import { takeShare } from './share.ts';
import { showTestResult } from './test-result.ts';

const PATH = '/webhooks/endpoints/:id';

const doneAddress = ({ provider }: WebhookEndpoint, done: string): string =>
  `${providerAddress(provider)}?done=${done}`;

/** Adds the actions on a registered endpoint: test, enable, change, a new secret, deletion. */
export function addEndpointActions(app: FastifyInstance, services: PageServices): void {
  const { endpoints } = services;
  app.post(`${PATH}/test`, async (request, reply) => {
    const endpoint = await findRequested(services, request);
    const { accountId } = endpoint;
    await takeShare(services, accountId);
    const { testEvents } = rulesOf(services, endpoint);
    const event = formField(request, 'event').trim() || testEvents[0];
    const id = await endpoints.test(endpoint, event);
    return await showTestResult(services, reply, { id, accountId });
  });
  app.post(`${PATH}/enable`, async (request, reply) => {
    const endpoint = await endpoints.enable(await findRequested(services, request));
    return await reply.redirect(doneAddress(endpoint, 'enabled'), 303);
  });
  addChange(app, services);
  addConfirmedActions(app, services);
}

function addChange(app: FastifyInstance, services: PageServices): void {
  const { endpoints, show } = services;
  const title = 'Change a webhook endpoint';
  app.get(`${PATH}/change`, async (request, reply) => {
    const endpoint = await findRequested(services, request);
    return show(request, reply, { title, body: renderChange(endpoint, rulesOf(services, endpoint)) });
  });
  app.post(`${PATH}/change`, async (request, reply) => {
    const endpoint = await findRequested(services, request);
    const rules = rulesOf(services, endpoint);
    const changeable = { ...rules, fields: (rules.fields ?? []).filter(({ isFixed }) => isFixed !== true) };
    const { input, values } = readEndpointForm(request.body, changeable);
    try {
      await endpoints.change(endpoint, input);
    } catch (error) {
      const refused = { values, error: refusalOf(error, reply) };
      return show(request, reply, { title, body: renderChange(endpoint, rules, refused) });
    }
    return await reply.redirect(doneAddress(endpoint, 'changed'), 303);
  });
}

function addConfirmedActions(app: FastifyInstance, services: PageServices): void {
  const { endpoints, show } = services;
  app.get(`${PATH}/rotate`, async (request, reply) => {
    const { id, url, provider } = await findRequested(services, request);
    const { rotation = [] } = requireGuide(services, provider);
    const body = renderConfirmation({
      consequence: `The endpoint ${url} gets a new secret, which is shown once. ${rotation.join(' ')}`,
      button: 'Replace the secret',
      action: `${ENDPOINTS}/${id}/rotate`,
      back: providerAddress(provider),
    });
    return show(request, reply, { title: 'Replace the secret of an endpoint?', body });
  });
  app.post(`${PATH}/rotate`, async (request, reply) => {
    const added = await endpoints.rotate(await findRequested(services, request));
    return await showProvider(services, { request, reply }, { provider: added.provider, added });
  });
  app.get(`${PATH}/delete`, async (request, reply) => {
    const { id, url, provider } = await findRequested(services, request);
    const body = renderConfirmation({
      consequence: `Nothing more will be sent to ${url}, including webhooks that wait for another attempt.`,
      button: 'Delete the endpoint',
      action: `${ENDPOINTS}/${id}/delete`,
      back: providerAddress(provider),
    });
    return show(request, reply, { title: 'Delete a webhook endpoint?', body });
  });
  app.post(`${PATH}/delete`, async (request, reply) => {
    const endpoint = await findRequested(services, request);
    await endpoints.remove(endpoint);
    return await reply.redirect(doneAddress(endpoint, 'deleted'), 303);
  });
}

async function findRequested({ endpoints }: PageServices, request: FastifyRequest): Promise<WebhookEndpoint> {
  const { id } = request.params as { readonly id: string };
  return await endpoints.find(sessionOf(request).accountId, id);
}

function rulesOf({ endpoints }: PageServices, { provider }: WebhookEndpoint) {
  const rules = endpoints.rules.get(provider);
  if (rules === undefined) throw new Error(`An endpoint of ${provider} is registered without rules.`);
  return rules;
}
