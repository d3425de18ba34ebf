import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import { randomText } from '../../accounts/random-text.ts';
import { timestamp } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { Db } from '../../storage/database.ts';
import { listEvents, type NewEvent } from '../../webhooks/event-log.ts';
import type { DeliveryAttempt } from '../../webhooks/webhook-sender.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { artifactBody, createArtifact, listArtifacts } from './artifacts.ts';
import { artifactCount, PROVIDER, scrapeInput } from './bodies.ts';
import { invalid } from './refusals.ts';

/** The provider's event types (N07). */
export const eventTypes = ['job.created', 'job.completed', 'artifact.ready'] as const;

export type EventType = (typeof eventTypes)[number];

export const isEventType = (text: unknown): text is EventType =>
  (eventTypes as readonly unknown[]).includes(text);

const SCHEMA_VERSION = '1';

export const createdEvents = (job: StoredJob): readonly NewEvent[] => [
  createEvent('job.created', job, {
    at: job.createdAt,
    data: { job_id: job.id, status: 'queued', url: scrapeInput(job).url },
  }),
];

/** Creates the events of an ended job: one for each artifact, then one for the job. */
export async function endedEvents(db: Db, job: StoredJob): Promise<readonly NewEvent[]> {
  const at = job.finishedAt ?? job.createdAt;
  const completed = createEvent('job.completed', job, { at, data: { job_id: job.id, ...outcomeOf(job) } });
  if (job.status !== 'completed') return [completed];
  const artifacts = await listArtifacts(db, job.id);
  const ready = artifacts.map((artifact) => {
    const { id, job_id, ...rest } = artifactBody(artifact, job.id);
    return createEvent('artifact.ready', job, { at, data: { job_id, artifact_id: id, ...rest } });
  });
  return [...ready, completed];
}

// The provider has events for two outcomes only, so a cancelled job is announced as failed (N08).
const outcomeOf = (job: StoredJob): object =>
  job.status === 'completed'
    ? { status: 'succeeded', artifact_count: artifactCount(job) }
    : { status: 'failed', failure_reason: job.error ?? 'The job was cancelled.' };

/**
 * Returns the event of a test of a receiver. Its ids come from the delivery, so that each attempt has the same ones, and
 * its job exists in no account.
 */
export function exampleEvent({ deliveryId, accountId, event, createdAt }: ExampleFacts): object {
  const name = deliveryId.replace(/^whd_/, 'test');
  const job = { job_id: `job_${name}` };
  const artifact = {
    id: `art_${name}`,
    name: 'page.txt',
    contentType: 'text/plain',
    bytes: Buffer.from('Test'),
  };
  const {
    id: artifact_id,
    job_id,
    ...rest
  } = artifactBody({ ...createArtifact(artifact), id: artifact.id }, job.job_id);
  const data: Readonly<Record<EventType, object>> = {
    'job.created': { ...job, status: 'queued', url: 'https://example.com/' },
    'job.completed': { ...job, status: 'succeeded', artifact_count: 1 },
    'artifact.ready': { job_id, artifact_id, ...rest },
  };
  const type = isEventType(event) ? event : 'job.completed';
  return createEvent(type, { accountId }, { id: `evt_${name}`, at: createdAt, data: data[type] }).data;
}

type ExampleFacts = Pick<DeliveryAttempt, 'deliveryId' | 'accountId' | 'event' | 'createdAt'>;

interface EventFacts {
  /** @default a new id */
  readonly id?: string;
  readonly at: Date;
  readonly data: object;
}

/** Creates an event in the envelope in which it is stored, listed and sent (N07). */
function createEvent(
  type: EventType,
  { accountId }: Pick<StoredJob, 'accountId'>,
  { id = `evt_${randomText(20)}`, at, data }: EventFacts,
): NewEvent {
  const org = accountId.replace(/^acct_/, '');
  return {
    id,
    type,
    data: {
      event_id: id,
      event_type: type,
      version: SCHEMA_VERSION,
      schema_ref: `${type}/${SCHEMA_VERSION}`,
      occurred_at: timestamp(at),
      org_id: `org_${org}`,
      org_slug: `org-${org.toLowerCase()}`,
      data,
    },
  };
}

const MAX_EVENTS = 500;

const eventsQuery = z.object({
  after: z.string().transform(parseCursor).default(0),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .refine((limit) => limit <= MAX_EVENTS)
    .default(100),
  types: z.string().transform(parseTypes).optional(),
});

const queryMessages: Readonly<Record<string, string>> = {
  after: 'after must be the next_cursor of an earlier answer.',
  limit: `limit must be a whole number from 1 to ${MAX_EVENTS}.`,
  types: `types must be one or more of ${eventTypes.join(', ')}, with commas between them.`,
};

/** `GET /events` lists the account's events in the order in which they were stored (N09). */
export function addEventRoutes(app: FastifyInstance, { storage }: BackendServices): void {
  app.get('/events', async (request, reply) => {
    const query = eventsQuery.safeParse(request.query);
    if (!query.success) throw invalid(messageOf(query.error));
    const { after, limit, types } = query.data;
    const { accountId } = callerOf(request);
    const owner = { accountId, provider: PROVIDER };
    const found = await listEvents(storage.db, owner, { after, limit: limit + 1, types });
    const events = found.slice(0, limit);
    const cursor = printCursor(events.at(-1)?.seq ?? after);
    const page = { next_cursor: cursor, has_more: found.length > limit };
    // The stored texts are not printed anew, so the list holds the same bytes as the deliveries.
    const body = `{"events":[${events.map(({ data }) => data).join(',')}],${JSON.stringify(page).slice(1)}`;
    return await reply.type('application/json; charset=utf-8').send(body);
  });
}

const printCursor = (seq: number): string => Buffer.from(`seq ${seq}`).toString('base64url');

function parseCursor(text: string, context: z.RefinementCtx): number {
  const seq = /^seq (\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString('latin1'))?.[1];
  if (seq !== undefined) return Number(seq);
  context.addIssue('unknown cursor');
  return z.NEVER;
}

function parseTypes(text: string, context: z.RefinementCtx): readonly EventType[] {
  const types = text.split(',');
  if (types.every(isEventType)) return types;
  context.addIssue('unknown type');
  return z.NEVER;
}

const messageOf = ({ issues }: z.ZodError): string =>
  queryMessages[String(issues[0]?.path[0])] ?? 'The query is not valid.';
