import type { Clock } from '@scrapekit/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import type { Source } from '../config/config.ts';
import { followJob } from '../jobs/follow-job.ts';
import { jobOperationsOf } from '../jobs/job-operation.ts';
import { createOnce, type CreateOnceOptions } from '../proxy/create-once.ts';
import { matchCreate } from '../proxy/match-create.ts';
import { parseFields } from '../proxy/prepare-create.ts';
import { relayError } from '../proxy/relay-error.ts';
import { hasKey, sendUpstream, type ToolRequest } from '../proxy/upstream.ts';
import type { Storage } from '../storage/tables.ts';

/** The largest request of a tool in bytes. It holds 100,000 addresses. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface ToolRouteOptions {
  readonly sources: readonly Source[];
  readonly storage: Storage;
  readonly clock: Clock;
  readonly createOptions: CreateOnceOptions;
  /** Aborts requests to the provider when the relay stops. */
  readonly signal: AbortSignal;
}

/**
 * Adds the routes that tools call with the API key of the provider: `/proxy/<source>` takes the place of the provider's base
 * URL, and `/watch/<source>` follows a job that was created elsewhere.
 */
export function addToolRoutes(app: FastifyInstance, options: ToolRouteOptions): void {
  for (const source of options.sources) {
    const prefix = `/proxy/${source.name}`;
    // The key is checked before the body is read, so that nobody without it fills the memory.
    const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
      if (!hasKey(source, toToolRequest(request, ''))) await refuseKey(reply, source);
    };
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${prefix}/*`,
      bodyLimit: MOST_BYTES,
      onRequest,
      handler: async (request, reply) =>
        await forward(options, { source, request: toToolRequest(request, prefix), reply }),
    });
    app.post(
      `/watch/${source.name}`,
      { onRequest },
      async (request, reply) => await watch(options, { source, request: toToolRequest(request, ''), reply }),
    );
  }
}

const noBytes = new Uint8Array();

const toToolRequest = ({ raw, body }: FastifyRequest, prefix: string): ToolRequest => ({
  method: raw.method ?? 'GET',
  path: (raw.url ?? '/').slice(prefix.length),
  headers: raw.headers,
  body: (body as Uint8Array | undefined) ?? noBytes,
});

async function refuseKey(reply: FastifyReply, { provider, name }: Source): Promise<void> {
  const message = `Send the ${provider.name} API key that the settings of the relay have for the source ${name}.`;
  await reply.code(401).header('connection', 'close').send(relayError(message));
}

interface ToolCall {
  readonly source: Source;
  readonly request: ToolRequest;
  readonly reply: FastifyReply;
}

/** A page that a service has fetched must not act as a page of the relay, where a browser is logged in. */
const FOREIGN_CONTENT = "default-src 'none'; sandbox";

async function forward(options: ToolRouteOptions, { source, request, reply }: ToolCall): Promise<void> {
  const { createOptions, signal } = options;
  reply.header('content-security-policy', FOREIGN_CONTENT);
  const create = matchCreate(source, request);
  if (create !== undefined) {
    const { route, path } = create;
    const answer = await createOnce(createOptions, { source, route, request: { ...request, path }, signal });
    await reply
      .code(answer.status)
      .headers({ ...answer.headers, 'content-type': answer.contentType })
      .send(answer.body);
    return;
  }
  const { dispatcher } = createOptions;
  const response = await sendUpstream(source, request, { dispatcher, signal }).catch(
    (error: unknown) => error,
  );
  if (response instanceof Error) {
    const isPath = response instanceof TypeError;
    const message = isPath ? response.message : noAnswer(source, request);
    await reply.code(isPath ? 400 : 502).send(relayError(message));
    return;
  }
  const { statusCode, headers, body } = response as Awaited<ReturnType<typeof sendUpstream>>;
  const kept = ['content-type', 'content-disposition', 'retry-after', 'x-request-id'];
  for (const name of kept) if (headers[name] !== undefined) reply.header(name, headers[name]);
  await reply.code(statusCode).send(body);
}

const noAnswer = ({ provider: { name } }: Source, { method }: ToolRequest): string =>
  method === 'GET' || method === 'HEAD'
    ? `${name} gave no answer. Send the request again.`
    : `${name} gave no answer, so the request may have taken effect and be charged. Look at its dashboard before you send it again.`;

/** An id is a part of a path and of a row in the database, so it has no control characters and is not `.` or `..`. */
const jobId = z.string().regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]{1,200}$/u);
const watchedJob = z.strictObject({ job_id: jobId, operation: z.string().optional() });

async function watch(
  { storage, clock, createOptions }: ToolRouteOptions,
  { source, request: { body }, reply }: ToolCall,
): Promise<void> {
  const given = watchedJob.safeParse(parseFields(body));
  const operations = jobOperationsOf(source);
  const operation = given.data?.operation ?? operations[0] ?? '';
  if (!given.success || !operations.includes(operation)) {
    const message = `Send JSON such as {"job_id": "...", "operation": "${operations[0] ?? ''}"}. The operations are ${operations.join(', ')}.`;
    await reply.code(400).send(relayError(message));
    return;
  }
  const job = { id: given.data.job_id, operation };
  await storage.transaction(async (trx) => {
    await followJob(trx, storage.queues, { source, job, origin: 'watch', now: clock.now() });
  });
  createOptions.onStored();
  await reply.code(202).send({ job_id: job.id, operation, followed: true });
}
