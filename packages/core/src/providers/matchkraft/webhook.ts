import type { EventReading } from '../../webhook-event.ts';
import type { WebhookSource } from '../../webhooks/contract.ts';
import { parseFields, parseText } from '../fields.ts';

/** The operation for each type of job in routes and events. */
export const operationOf = {
  'domain-scan': 'domainScan',
  'email-validation': 'emailValidation',
  'email-finder': 'emailFinder',
} as const;
export type JobType = keyof typeof operationOf;

const isJobType = (text: string): text is JobType => Object.hasOwn(operationOf, text);

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The payload is unsigned and its id becomes part of a request, so only a UUID and the documented types pass (M09). */
function parseEvent(body: unknown): EventReading {
  const { event, jobId: id, jobType, status } = parseFields(body);
  const jobId = parseText(id);
  const type = parseText(jobType);
  const word = parseText(status).toLowerCase();
  const isHint =
    event === 'job.completed' &&
    uuidPattern.test(jobId) &&
    isJobType(type) &&
    (word === 'completed' || word === 'failed');
  if (!isHint) throw new TypeError('MatchKraft sends no such body.');
  return { type: event, jobId, operation: operationOf[type], status: word, identity: [jobId] };
}

/** The webhooks of MatchKraft. They are apart from its definition, so that reading them needs no schemas. */
export const matchkraftWebhook = {
  id: 'matchkraft',
  webhook: { scheme: { kind: 'unsigned' }, parseEvent },
} as const satisfies WebhookSource;
