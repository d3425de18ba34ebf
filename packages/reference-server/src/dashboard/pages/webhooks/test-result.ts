import type { FastifyReply } from 'fastify';
import { waitForAttempt } from '../../../webhooks/wait-for-attempt.ts';
import { DELIVERIES } from '../../html/webhooks/webhook-tabs.ts';
import type { PageServices } from '../../page.ts';

interface BookedTest {
  readonly id: string;
  readonly accountId: string;
}

/** Waits a moment for the answer of a receiver, and leads to the page of the delivery, which shows it. */
export async function showTestResult(
  { storage: { db }, clock }: PageServices,
  reply: FastifyReply,
  test: BookedTest,
): Promise<FastifyReply> {
  await waitForAttempt({ db, clock }, test);
  return await reply.redirect(`${DELIVERIES}/${test.id}?done=tested`, 303);
}
