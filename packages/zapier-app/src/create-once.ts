import {
  AmbiguousCreateError,
  type Client,
  type Clock,
  ConfigurationError,
  type CreatedJob,
  type Job,
  type ProviderDefinition,
} from '@scrapekit/core';
import { randomUUID } from 'node:crypto';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { isEditorTest } from './input.ts';
import { type Memory, memoryKey, openMemory, UNREACHABLE, zapName } from './memory.ts';
import { jobOperationOf } from './operation.ts';

/** Zapier repeats a failed step for up to eleven hours. */
const REMEMBERED_SECONDS = 12 * 3600;
/** A step ends after 30 s, so an older create is not under way any more. */
const UNDER_WAY_MS = 30_000;
/** After a longer look-up a create would have too little time, and a lost one could not be looked for. */
const LOOK_UP_MS = 5000;

export interface CreateRequest {
  readonly provider: ProviderDefinition;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Returns the URL that the provider calls when the job has ended. It is called right before the create. */
  readonly webhookUrl?: () => string;
  readonly clock: Clock;
}

/** What is remembered from before a create until its outcome is known. */
interface Attempt {
  /** The caller's id of the job, where the provider takes one. */
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** Tells the attempts of runs apart that overlap. */
  readonly run: string;
}

/**
 * Starts a job once, although Zapier may run a step again. A create whose outcome stays unknown is remembered, and the
 * next run of the same Zap with the same input finds its job by the caller's id (X02) instead of starting another. Where
 * the provider has no such id, that run is halted. `found` tells that an earlier run started the job.
 */
export async function createOnce(
  z: ZObject,
  bundle: Bundle,
  { client, request }: { readonly client: Client; readonly request: CreateRequest },
): Promise<{ readonly job: CreatedJob | Job; readonly found: boolean }> {
  const memory = openMemory(z);
  const { provider, operation, input, webhookUrl, clock } = request;
  const key = attemptKey(bundle, request);
  const earlier = await memory.get(key);
  if (isAttempt(earlier)) {
    if (clock.now() - earlier.sentAt < UNDER_WAY_MS) throw underWay(z, bundle);
    const job = await findEarlier(z, bundle, {
      client,
      request,
      requestId: earlier.requestId,
      isKnown: true,
    });
    if (job !== undefined) {
      await forget(memory, key, earlier);
      return { job, found: true };
    }
  }
  const claimed = earlier === UNREACHABLE ? undefined : await claim(memory, key, { earlier, clock });
  if (claimed === 'taken') throw underWay(z, bundle);
  // Without the cache, runs cannot be told apart, and the id depends on the input alone: a job that was started twice costs
  // money, and one that is found again costs nothing.
  const attempt = claimed ?? newAttempt(isAttempt(earlier) ? earlier.requestId : key, clock);
  if (claimed === undefined && !isAttempt(earlier)) {
    const job = await findEarlier(z, bundle, { client, request, requestId: key, isKnown: false });
    if (job !== undefined) return { job, found: true };
  }
  const field = jobOperationOf(provider, operation).list?.callersId;
  const labelled = field === undefined ? input : { [field]: attempt.requestId, ...input };
  try {
    const job = await client.create(operation, labelled, { webhookUrl: webhookUrl?.() });
    await forget(memory, key, attempt);
    return { job, found: false };
  } catch (error) {
    if (AmbiguousCreateError.isInstance(error)) {
      // The cache may answer again by now.
      if (claimed === undefined) await openMemory(z).set(key, attempt, REMEMBERED_SECONDS);
    } else if (isAttempt(earlier)) {
      // Every other error is a refusal, so this run started no job. The earlier run still may have started one.
      await memory.set(key, earlier, REMEMBERED_SECONDS);
    } else await forget(memory, key, attempt);
    throw error;
  }
}

const newAttempt = (requestId: string, clock: Clock): Attempt => ({
  requestId,
  sentAt: clock.now(),
  run: randomUUID(),
});

/**
 * Remembers an attempt before its create. Returns `taken` when another run has remembered its own at the same moment, and
 * undefined when the cache keeps nothing.
 */
async function claim(
  memory: Memory,
  key: string,
  { earlier, clock }: { readonly earlier: unknown; readonly clock: Clock },
): Promise<Attempt | 'taken' | undefined> {
  const isFirst = !isAttempt(earlier);
  const attempt = newAttempt(isFirst ? `${key}-${randomUUID()}` : earlier.requestId, clock);
  if (!(await memory.set(key, attempt, REMEMBERED_SECONDS, { onlyNew: isFirst }))) return undefined;
  const stored = await memory.get(key);
  if (isAttempt(stored)) return stored.run === attempt.run ? attempt : 'taken';
  return stored === UNREACHABLE ? attempt : undefined;
}

/** Forgets an attempt whose outcome is known. That of another run stays, because its outcome may be unknown. */
async function forget(memory: Memory, key: string, { run }: Attempt): Promise<void> {
  const stored = await memory.get(key);
  if (isAttempt(stored) && stored.run === run) await memory.remove(key);
}

const isAttempt = (value: unknown): value is Attempt =>
  typeof value === 'object' && value !== null && 'requestId' in value && 'sentAt' in value;

/**
 * Names the Zap, the account and the input. Zapier's events have no id of the run, so two runs of a Zap with the same input
 * have the same key.
 */
function attemptKey(bundle: Bundle, { provider, operation, input }: CreateRequest): string {
  return memoryKey('zapier', [provider.id, bundle.authData.api_key, zapName(bundle), operation, input]);
}

const underWay = (z: ZObject, bundle: Bundle): Error =>
  tryLater(z, bundle, 'Another run of this Zap may be starting the same job at this moment.');

/** Makes Zapier run the step again. Nothing was sent. */
function tryLater({ errors }: ZObject, bundle: Bundle, text: string): Error {
  if (isEditorTest(bundle)) return new errors.Error(`${text} Test the step again in half a minute.`, 'busy');
  return new errors.ThrottledError(`${text} This step runs again by itself.`, UNDER_WAY_MS / 1000);
}

/**
 * Finds the job of an earlier attempt. Throws a HaltedError when it may exist and cannot be looked for, and a ThrottledError
 * when the look-up left no time for another create.
 */
async function findEarlier(
  z: ZObject,
  bundle: Bundle,
  {
    client,
    request: { provider, operation, clock },
    requestId: callersId,
    isKnown,
  }: {
    readonly client: Client;
    readonly request: CreateRequest;
    readonly requestId: string;
    readonly isKnown: boolean;
  },
): Promise<Job | undefined> {
  const startedAt = clock.now();
  const createdAfter = new Date(startedAt - REMEMBERED_SECONDS * 1000).toISOString();
  try {
    for await (const job of client.list(operation, { callersId, createdAfter })) return job;
  } catch (error) {
    if (!ConfigurationError.isInstance(error)) throw error;
    if (!isKnown) return undefined;
    throw new z.errors.HaltedError(
      `An earlier run of this step may have created the job, and ${provider.name} offers no way to look for it. ` +
        'Look for it in the dashboard. To start it again on purpose, change the input or wait for twelve hours.',
    );
  }
  if (clock.now() - startedAt <= LOOK_UP_MS) return undefined;
  throw tryLater(z, bundle, 'Looking for the job of an earlier run left no time to start another one.');
}
