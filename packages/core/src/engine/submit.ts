import { AmbiguousCreateError } from '../errors/ambiguous-create-error.ts';
import { ApiError } from '../errors/api-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { InputError } from '../errors/input-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { CreatedJob, DroppedInput, ReceiptReading, Row } from '../job.ts';
import type { JobOperation } from '../operation.ts';
import type { ProviderDefinition } from '../provider.ts';
import { leavesOutcomeUnknown, resolveFailedCreate } from './ambiguous-create.ts';
import { parseAnswer, parseJob } from './answer.ts';
import { findJobOperation, findOperation, type Engine } from './engine.ts';
import { createKey } from './in-flight.ts';
import { encodeInput, isPathSegment, parseInput, prepareInput } from './input.ts';
import { fetchLink } from './linked-content.ts';

/** The key of an operation and the input that a caller passed. */
export interface Submission {
  readonly operation: string;
  readonly input: unknown;
  readonly webhookUrl?: string;
  readonly signal?: AbortSignal;
}

/** Starts a job. Throws InputError before anything is sent, and AmbiguousCreateError when the outcome is unknown. */
export async function createJob(engine: Engine, submission: Submission): Promise<CreatedJob> {
  const { provider } = engine;
  const operation = findJobOperation(provider, submission.operation);
  const fields = withWebhookUrl(provider, submission);
  const { input, dropped } = prepareInput(operation, submission.operation, fields);
  const key = writeKey(provider, submission.operation, input);
  const create = (signal: AbortSignal) =>
    sendCreate(engine, operation, { ...submission, input, dropped, signal });
  const job = await engine.inFlight.join(key, create, {
    signal: submission.signal,
    leave: (cause) => new AmbiguousCreateError(provider.name, { cause, looked: 'not-possible' }),
  });
  engine.created.add(job);
  return job;
}

/** Writes the key of a create. Throws InputError for input that cannot be written as JSON, such as a cyclic object. */
function writeKey({ id }: ProviderDefinition, operation: string, input: unknown): string {
  try {
    return createKey(id, operation, input);
  } catch {
    throw new InputError(operation, [{ field: 'input', message: 'It cannot be written as JSON' }]);
  }
}

/**
 * Runs an operation that answers at once and returns the parsed answer. Content that the answer links to is fetched; if
 * that fails, the answer has the link, because it was paid. Throws InputError before anything is sent.
 */
export async function callOperation(engine: Engine, submission: Submission): Promise<Row> {
  const { provider, exchange } = engine;
  const { input, signal } = submission;
  const operation = findOperation(provider, submission.operation);
  if (operation.kind === 'job') {
    throw new ConfigurationError(
      `${provider.name}'s operation '${submission.operation}' starts a job: use create().`,
    );
  }
  const parts = encodeInput(operation, parseInput(operation, submission.operation, input));
  const endpointClass = `call ${submission.operation}`;
  const response = await exchange(operation.route, 'write', { ...parts, signal, endpointClass }).catch(
    (error: unknown) => {
      throw leavesOutcomeUnknown(error) ? toChargedError(error) : error;
    },
  );
  const { reading } = await parseAnswer(provider, response, parseRow);
  const { linkedContent: link } = operation;
  return link === undefined
    ? reading
    : await fetchLink(engine, reading, { link, signal }).catch(() => reading);
}

/** Converts an error of a call that may have been charged, so that a program that repeats retryable calls pays once. */
function toChargedError(error: ProviderError): ProviderError {
  const { status, code, requestId, cause } = error;
  const message = `${error.message.replace(/[.]$/, '')}. The call may have been charged, and a second one is charged as well.`;
  const facts = { code, requestId, cause, retryable: false };
  return ApiError.isInstance(error) && status !== undefined
    ? new ApiError(message, { ...facts, status, retryAfterMs: error.retryAfterMs })
    : new NetworkError(message, { ...facts, status, sent: true });
}

function parseRow(answer: unknown): Row {
  if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer as Row;
  throw new TypeError('The answer is no object.');
}

function withWebhookUrl(
  { name, webhook }: ProviderDefinition,
  submission: Submission,
): Readonly<Record<string, unknown>> {
  const { input, webhookUrl } = submission;
  // A host may pass a value of any type. The operation's schema then reports the missing fields.
  const fields = (typeof input === 'object' && input !== null ? input : {}) as Readonly<
    Record<string, unknown>
  >;
  if (webhookUrl === undefined) return fields;
  if (webhook.registration.kind === 'per-job') return { ...fields, [webhook.registration.field]: webhookUrl };
  throw new ConfigurationError(
    `${name} takes no webhook URL per job. ${howToRegister[webhook.registration.kind]}`,
  );
}

const howToRegister = {
  named: "Set the webhook up in the provider's dashboard and pass its name with the input.",
  account: "Set the URL once in the provider's dashboard.",
  endpoint: 'Register the URL once with registerEndpoint().',
} as const;

interface PreparedSubmission extends Submission {
  readonly dropped: readonly DroppedInput[];
}

async function sendCreate(
  engine: Engine,
  operation: JobOperation,
  submission: PreparedSubmission,
): Promise<CreatedJob> {
  const { provider, exchange } = engine;
  const { input, signal, dropped } = submission;
  const sentAt = engine.retry.clock.now();
  try {
    const response = await exchange(operation.create, 'write', { ...encodeInput(operation, input), signal });
    const { reading, raw } = await parseAnswer(provider, response, (body) => ({
      job: requireId(parseJob(engine, operation, body)),
      receipt: parseReceipt(operation, body),
    }));
    const clampedFrom = clampedQuantity(operation, input, reading.receipt);
    const receipt = { ...reading.receipt, dropped, clampedFrom };
    return { ...reading.job, operation: submission.operation, raw, receipt };
  } catch (error) {
    return await resolveFailedCreate(engine, { operation, error, submission: { ...submission, sentAt } });
  }
}

/** The id of a paid job counts more than its figures, so a receipt that cannot be parsed is empty. */
function parseReceipt(operation: JobOperation, body: unknown): ReceiptReading {
  try {
    return operation.parseReceipt?.(body) ?? {};
  } catch {
    return {};
  }
}

/** Throws TypeError unless the answer to a create has an id by which the job can be read. */
function requireId<T extends { readonly id?: string }>(reading: T): T & { readonly id: string } {
  const { id } = reading;
  if (!isPathSegment(id)) throw new TypeError('The answer to a create names no job.');
  return { ...reading, id };
}

/** Returns the requested quantity when the provider accepted fewer, and undefined otherwise (C049, C050). */
function clampedQuantity(
  operation: JobOperation,
  input: unknown,
  { quantity }: ReceiptReading,
): number | undefined {
  // The functions of a price accept the output of the operation's schema, which `input` is.
  const requested = operation.price?.quantity(input as never);
  const isClamped = requested !== undefined && quantity !== undefined && quantity < requested;
  return isClamped ? requested : undefined;
}
