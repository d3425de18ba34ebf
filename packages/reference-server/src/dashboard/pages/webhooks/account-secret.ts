import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ensureSigningSecret, rotateSigningSecret } from '../../../accounts/signing-secret.ts';
import { renderConfirmation } from '../../html/elements.ts';
import { providerAddress } from '../../html/webhooks/webhook-tabs.ts';
import type { PageServices } from '../../page.ts';
import { providerNotFound } from '../../refusals.ts';
import { sessionOf } from '../../session-guard.ts';
import { providerIn, requireGuide, showProvider } from './provider.ts';

const PATH = '/webhooks/:provider/secret';

/** Adds the secret of an account. It is shown on request; replacing it needs a confirmation (C176-C178). */
export function addAccountSecret(app: FastifyInstance, services: PageServices): void {
  const {
    storage: { db },
    clock,
    show,
  } = services;
  const requested = (request: FastifyRequest) => {
    const provider = providerIn(request);
    const guide = requireGuide(services, provider);
    if (guide.signedWith !== 'account secret') throw providerNotFound();
    return { provider, guide, address: providerAddress(provider) };
  };
  // A POST, because a link of another site or an entry of the history could show the secret with a GET.
  app.post(PATH, async (request, reply) => {
    const { provider } = requested(request);
    const secret = await ensureSigningSecret(db, sessionOf(request).accountId, new Date(clock.now()));
    return await showProvider(services, { request, reply }, { provider, secret });
  });
  app.get(`${PATH}/rotate`, async (request, reply) => {
    const { guide, address } = requested(request);
    const body = renderConfirmation({
      consequence: (guide.rotation ?? []).join(' '),
      button: 'Replace the secret',
      action: `${address}/secret/rotate`,
      back: address,
    });
    return show(request, reply, { title: 'Replace the signing secret?', body });
  });
  app.post(`${PATH}/rotate`, async (request, reply) => {
    const { address } = requested(request);
    await rotateSigningSecret(db, sessionOf(request).accountId, new Date(clock.now()));
    return await reply.redirect(`${address}?done=rotated`, 303);
  });
}
