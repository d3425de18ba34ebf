import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from '../../../http/errors.ts';
import type { WebhookGuide } from '../../../providers/webhook-guide.ts';
import type { WebhookEndpoint } from '../../../webhooks/endpoints.ts';
import { renderAddressTest } from '../../html/webhooks/address-test.ts';
import { renderEndpoints, renderNewSecret, type RefusedForm } from '../../html/webhooks/endpoints.ts';
import { renderSecretPart } from '../../html/webhooks/secret.ts';
import { renderFacts, renderHelp } from '../../html/webhooks/webhook-guide.ts';
import { providerAddress, renderWebhookTabs } from '../../html/webhooks/webhook-tabs.ts';
import { providerName } from '../../provider-name.ts';
import type { PageServices } from '../../page.ts';
import { providerNotFound } from '../../refusals.ts';
import { mayChange, sessionOf } from '../../session-guard.ts';
import { formField } from '../../form-field.ts';
import { readEndpointForm } from './endpoint-form.ts';
import { showTestResult } from './test-result.ts';
import { takeShare } from './share.ts';
import { noticeIn } from '../../notice.ts';

const notices: Readonly<Record<string, string>> = {
  enabled: 'The endpoint is enabled again, and its count of failures is back at 0.',
  changed: 'The endpoint was changed.',
  deleted: 'The endpoint was deleted. No more webhooks are sent to it.',
  rotated: 'The secret was replaced. Webhooks are no longer signed with the old one.',
};

/** Parts of a provider's page that follow from the last form. */
export interface ProviderPage {
  readonly provider: string;
  /** The secret of the account, when the user asked for it. */
  readonly secret?: string;
  /** The endpoint whose secret is shown once. */
  readonly added?: WebhookEndpoint;
  readonly refusedEndpoint?: RefusedForm;
  readonly refusedTest?: RefusedForm;
}

/** Sends the page of one provider. */
export async function showProvider(
  services: PageServices,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { provider, secret, added, refusedEndpoint, refusedTest }: ProviderPage,
): Promise<FastifyReply> {
  const { endpoints, webhookGuides, clock, show } = services;
  const guide = requireGuide(services, provider);
  const rules = endpoints.rules.get(provider);
  const canChange = mayChange(request);
  const registered = await endpoints.list(sessionOf(request).accountId);
  const parts = [
    added === undefined ? '' : renderNewSecret(added),
    renderWebhookTabs(webhookGuides.keys(), providerAddress(provider)),
    renderFacts(guide),
    rules === undefined
      ? ''
      : renderEndpoints({
          provider,
          rules,
          endpoints: registered.filter((endpoint) => endpoint.provider === provider),
          now: new Date(clock.now()),
          refused: refusedEndpoint,
          canChange,
        }),
    canChange ? renderSecretPart(provider, guide, secret) : '',
    guide.testEvents === undefined || !canChange
      ? ''
      : renderAddressTest(provider, guide.testEvents, refusedTest),
    renderHelp(guide),
  ];
  return show(request, reply, {
    title: `Webhooks of ${providerName(provider)}`,
    body: parts.join(''),
    notice: noticeIn(request, notices),
  });
}

/** Returns the guide of a provider; throws a 404 for an unknown one. */
export function requireGuide({ webhookGuides }: PageServices, provider: string): WebhookGuide {
  const guide = webhookGuides.get(provider);
  if (guide === undefined) throw providerNotFound();
  return guide;
}

export const providerIn = (request: FastifyRequest): string =>
  (request.params as { readonly provider: string }).provider;

/** Adds the pages of the providers, the form for a new endpoint and the test of an address. */
export function addProviderRoutes(app: FastifyInstance, services: PageServices): void {
  const { endpoints } = services;
  app.get(
    '/webhooks/:provider',
    async (request, reply) =>
      await showProvider(services, { request, reply }, { provider: providerIn(request) }),
  );
  app.post('/webhooks/:provider', async (request, reply) => {
    const provider = providerIn(request);
    requireGuide(services, provider);
    const rules = endpoints.rules.get(provider);
    if (rules === undefined) throw providerNotFound();
    const { accountId } = sessionOf(request);
    // A new endpoint may get a request at once.
    await takeShare(services, accountId);
    const { input, values } = readEndpointForm(request.body, rules);
    try {
      const added = await endpoints.register(accountId, provider, input);
      return await showProvider(services, { request, reply: reply.status(201) }, { provider, added });
    } catch (error) {
      const refusedEndpoint = { values, error: refusalOf(error, reply) };
      return await showProvider(services, { request, reply }, { provider, refusedEndpoint });
    }
  });
  app.post('/webhooks/:provider/test', async (request, reply) => {
    const provider = providerIn(request);
    requireGuide(services, provider);
    const { accountId } = sessionOf(request);
    await takeShare(services, accountId);
    const test = { url: formField(request, 'url').trim(), event: formField(request, 'event').trim() };
    let id: string;
    try {
      id = await endpoints.testAddress(accountId, provider, test);
    } catch (error) {
      const refusedTest = { values: test, error: refusalOf(error, reply) };
      return await showProvider(services, { request, reply }, { provider, refusedTest });
    }
    return await showTestResult(services, reply, { id, accountId });
  });
}

/** Sets the status of a refusal that the form shows, and returns its message. Throws every other error. */
export function refusalOf(error: unknown, reply: FastifyReply): string {
  if (!(error instanceof HttpError) || error.status >= 500) throw error;
  reply.status(error.status);
  return error.message;
}
