import type { FastifyInstance } from 'fastify';
import { z } from 'zod/v4';
import { readEvents } from '../../webhooks/event-log.ts';
import { callerOf } from '../caller.ts';
import type { BackendServices } from '../provider-backend.ts';
import { eventTypes, isEventType, type EventType } from './event-types.ts';
import { PROVIDER } from './names.ts';
import { invalid } from './refusals.ts';

const MOST_EVENTS = 500;

const eventsQuery = z.object({
  after: z.string().transform(readCursor).default(0),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .refine((limit) => limit <= MOST_EVENTS)
    .default(100),
  types: z.string().transform(readTypes).optional(),
});

const complaints: Readonly<Record<string, string>> = {
  after: 'after must be the next_cursor of an earlier answer.',
  limit: `limit must be a whole number from 1 to ${MOST_EVENTS}.`,
  types: `types must be one or more of ${eventTypes.join(', ')}, with commas between them.`,
};

/** `GET /events`: the account's events in the order in which they happened, for those who would rather poll (N09). */
export function addEventRoutes(app: FastifyInstance, { storage }: BackendServices): void {
  app.get('/events', async (request, reply) => {
    const query = eventsQuery.safeParse(request.query);
    if (!query.success) throw invalid(complaintOf(query.error));
    const { after, limit, types } = query.data;
    const { accountId } = callerOf(request);
    const owner = { accountId, provider: PROVIDER };
    const found = await readEvents(storage.db, owner, { after, limit: limit + 1, types });
    const events = found.slice(0, limit);
    const cursor = writeCursor(events.at(-1)?.seq ?? after);
    const page = { next_cursor: cursor, has_more: found.length > limit };
    // The stored texts as they are: what is listed is byte for byte what was sent.
    const body = `{"events":[${events.map(({ data }) => data).join(',')}],${JSON.stringify(page).slice(1)}`;
    return await reply.type('application/json; charset=utf-8').send(body);
  });
}

const writeCursor = (seq: number): string => Buffer.from(`seq ${seq}`).toString('base64url');

function readCursor(text: string, context: z.RefinementCtx): number {
  const seq = /^seq (\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString('latin1'))?.[1];
  if (seq !== undefined) return Number(seq);
  context.addIssue('unknown cursor');
  return z.NEVER;
}

function readTypes(text: string, context: z.RefinementCtx): readonly EventType[] {
  const types = text.split(',');
  if (types.every(isEventType)) return types;
  context.addIssue('unknown type');
  return z.NEVER;
}

const complaintOf = ({ issues }: z.ZodError): string =>
  complaints[String(issues[0]?.path[0])] ?? 'The query is not valid.';
