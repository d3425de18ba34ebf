import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findAttempt, listAttempts, type StoredAttempt } from '../../../webhooks/attempts.ts';
import { findDelivery, type LoggedDelivery } from '../../../webhooks/delivery-store.ts';
import { MOST_ATTEMPTS, resend } from '../../../webhooks/resend.ts';
import { isUnderWay, waitForAttempt } from '../../../webhooks/wait-for-attempt.ts';
import { renderAttempt } from '../../html/webhooks/attempt.ts';
import { renderAttempts, renderDelivery } from '../../html/webhooks/delivery.ts';
import { DELIVERIES, renderWebhookTabs } from '../../html/webhooks/webhook-tabs.ts';
import type { PageServices } from '../../page.ts';
import { attemptNotFound, deliveryNotFound, deliveryNotSendable } from '../../refusals.ts';
import { mayChange, sessionOf } from '../../session-guard.ts';
import { takeShare } from './share.ts';

const PATH = '/webhooks/deliveries/:id';
const REFRESH_SECONDS = 2;

/** Adds the page of one delivery with its attempts, the file of a request's body, and the button that sends it again. */
export function addDeliveryPage(app: FastifyInstance, services: PageServices): void {
  const {
    storage: { db },
    webhookGuides,
    show,
  } = services;
  app.get(PATH, async (request, reply) => {
    const delivery = await findRequested(services, request);
    const attempts = await listAttempts(db, delivery.id);
    const { done, attempt: wanted } = request.query as {
      readonly done?: unknown;
      readonly attempt?: unknown;
    };
    const number = wanted === undefined ? attempts[0]?.number : parseNumber(wanted);
    const attempt = number === undefined ? undefined : await requireAttempt(services, delivery, number);
    const parts = [
      renderWebhookTabs(webhookGuides.keys(), DELIVERIES),
      renderDelivery(delivery, mayChange(request)),
      renderAttempts(delivery, attempts, number),
      attempt === undefined ? '' : renderAttempt(attempt),
    ];
    const isExpected = done === 'tested' || done === 'resent';
    return show(request, reply, {
      title: `Delivery of ${delivery.event}`,
      body: parts.join(''),
      notice: isExpected ? noticeOf(delivery) : undefined,
      // The user has just asked for this attempt and waits for its answer.
      refreshSeconds: isExpected && isUnderWay(delivery) ? REFRESH_SECONDS : undefined,
    });
  });
  app.get(`${PATH}/attempts/:number/body`, async (request, reply) => {
    const delivery = await findRequested(services, request);
    const { number } = request.params as { readonly number: string };
    const { request: sent } = await requireAttempt(services, delivery, parseNumber(number));
    if (sent === undefined) throw attemptNotFound();
    return await reply
      .headers({
        'content-disposition': `attachment; filename="${delivery.id}-${number}.bin"`,
        'x-content-type-options': 'nosniff',
      })
      .type('application/octet-stream')
      .send(Buffer.from(sent.start));
  });
  app.post(`${PATH}/resend`, async (request, reply) => {
    const { id } = await findRequested(services, request);
    const { accountId } = sessionOf(request);
    await takeShare(services, accountId);
    const result = await resend(services, { id, accountId });
    if (result === 'unknown') throw deliveryNotFound();
    if (result === 'open')
      throw deliveryNotSendable('This delivery has not ended. Wait for its attempt, then send it again.');
    if (result === 'full')
      throw deliveryNotSendable(`This delivery was sent ${MOST_ATTEMPTS} times, the most that is stored.`);
    await waitForAttempt({ db, clock: services.clock }, { id, accountId });
    return await reply.redirect(`${DELIVERIES}/${id}?done=resent`, 303);
  });
}

function noticeOf(delivery: LoggedDelivery): string {
  const { error, statusCode } = delivery;
  if (isUnderWay(delivery)) return 'It is being sent. This page loads again until the answer is there.';
  if (error !== null) return `It was sent, and the attempt failed: ${error}`;
  return `It was sent, and the receiver answered ${statusCode ?? 'nothing'}.`;
}

async function findRequested({ storage }: PageServices, request: FastifyRequest): Promise<LoggedDelivery> {
  const { id } = request.params as { readonly id: string };
  const { accountId } = sessionOf(request);
  // Ids hold only these characters. PostgreSQL refuses U+0000.
  const delivery = /^\w+$/.test(id) ? await findDelivery(storage.db, { id, accountId }) : undefined;
  if (delivery === undefined) throw deliveryNotFound();
  return delivery;
}

async function requireAttempt(
  { storage: { db } }: PageServices,
  { id }: LoggedDelivery,
  number: number,
): Promise<StoredAttempt> {
  const attempt = await findAttempt(db, id, number);
  if (attempt === undefined) throw attemptNotFound();
  return attempt;
}

function parseNumber(text: unknown): number {
  if (typeof text !== 'string' || !/^[1-9]\d{0,5}$/.test(text)) throw attemptNotFound();
  return Number(text);
}
