import { ConfigurationError } from '../errors/configuration-error.ts';
import type { CreatedJob, ReceiptReading } from '../jobs/job.ts';
import type { DroppedInput } from '../jobs/prepared-input.ts';
import type { JobOperation, ProviderDefinition } from '../provider.ts';
import { ambiguousCreate } from './ambiguous-create.ts';
import { encode } from './encode.ts';
import { findJobOperation, type Engine } from './engine.ts';
import { createKey } from './in-flight.ts';
import { parseInput, refuseUnknownFields } from './parse-input.ts';
import { readAnswer } from './read-answer.ts';

export interface Submission {
  readonly operation: string;
  readonly input: unknown;
  readonly webhookUrl?: string;
  readonly signal?: AbortSignal;
}

export async function createJob(engine: Engine, submission: Submission): Promise<CreatedJob> {
  const { provider } = engine;
  const operation = findJobOperation(provider, submission.operation);
  const fields = withWebhook(provider, submission);
  // Before the list is cleaned, which would leave a record with a misspelled field out as invalid.
  refuseUnknownFields(operation, submission.operation, fields);
  const { input: prepared, dropped } = operation.prepare?.(fields) ?? { input: fields, dropped: [] };
  const input = parseInput(operation, submission.operation, prepared);
  const key = createKey(provider.id, submission.operation, input);
  return engine.inFlight.join(key, () => submit(engine, operation, { ...submission, input, dropped }));
}

function withWebhook(
  { name, webhook }: ProviderDefinition,
  submission: Submission,
): Readonly<Record<string, unknown>> {
  const { input, webhookUrl } = submission;
  // A host may hand over anything; the operation's schema says what is wrong with it.
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

interface Prepared extends Submission {
  readonly dropped: readonly DroppedInput[];
}

async function submit(engine: Engine, operation: JobOperation, submission: Prepared): Promise<CreatedJob> {
  const { provider, exchange } = engine;
  const { input, signal, dropped } = submission;
  try {
    const response = await exchange(operation.create, 'write', { ...encode(operation, input), signal });
    const { reading, raw } = await readAnswer(provider, response, (body) => ({
      job: withId(operation.readJob(body)),
      receipt: operation.readReceipt?.(body) ?? {},
    }));
    const receipt = { ...reading.receipt, dropped, ...clamp(operation, input, reading.receipt) };
    return { ...reading.job, operation: submission.operation, raw, receipt };
  } catch (error) {
    return await ambiguousCreate(engine, { operation, error, submission });
  }
}

function withId<T extends { readonly id?: string }>(reading: T): T & { readonly id: string } {
  if (reading.id === undefined) throw new TypeError('The answer to a create names no job.');
  return { ...reading, id: reading.id };
}

/** Says so when fewer units were accepted than asked for (C049, C050). */
function clamp(
  operation: JobOperation,
  input: unknown,
  { units }: ReceiptReading,
): { readonly clampedFrom?: number } {
  // The price's functions take what the operation's own schema produced.
  const asked = operation.price?.units(input as never);
  return asked !== undefined && units !== undefined && units < asked ? { clampedFrom: asked } : {};
}
