import {
  type Client,
  type Job,
  JobTimeoutError,
  type ProviderDefinition,
  verifyWebhook,
  type WebhookEvent,
  WebhookVerificationError,
} from '@scrapekit/core';
import { type Bundle, defineTrigger, type Trigger, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { messageOf, retryingReads, throttleSeconds, translatingErrors } from '../errors.ts';
import { toDelivery } from '../input.ts';
import type { JobOutput } from '../job-output.ts';
import { memoryKey, openMemory } from '../memory.ts';
import type { JobBinding } from '../operation.ts';
import type { StepOptions } from '../steps/create-job.ts';
import { jobFinishedWords } from '../words.ts';
import { finishedFields, finishedOutput, finishedSample } from './job-finished.ts';

/** Zapier may run a hook late, for example after an outage. The job is read again, so an old delivery does no harm. */
const DAY_MS = 24 * 3_600_000;
/** A provider repeats a delivery for up to three days (N02), and Zapier runs a Zap for each one that it gets. */
const REMEMBERED_SECONDS = 4 * 24 * 3600;
/** The status of a job may be out of date for a moment after its delivery. */
const WAIT_MS = 10_000;

/**
 * Defines the trigger for jobs that have ended, where the provider's API registers webhook endpoints. A delivery whose
 * signature is wrong is dropped without a word, because Zapier has already answered it.
 */
export function endpointTrigger(binding: JobBinding, { key, clock }: StepOptions): Trigger {
  const { provider, key: operation } = binding;
  const open = (z: ZObject, { authData }: Pick<Bundle, 'authData'>) =>
    connect(provider, z, { authData, clock });

  const performSubscribe = translatingErrors(provider, async (z: ZObject, bundle: Bundle) => {
    const { targetUrl = '' } = bundle;
    const client = open(z, bundle);
    try {
      const { id, secret } = await client.registerEndpoint({ url: targetUrl });
      return { id: id ?? null, secret };
    } catch (error) {
      // An endpoint without its secret brings deliveries that nothing can verify.
      await removeEndpoint(client, targetUrl).catch(() => {});
      throw error;
    }
  });

  const performUnsubscribe = translatingErrors(provider, async (z: ZObject, bundle: Bundle) => {
    const { targetUrl = '', subscribeData } = bundle;
    await removeEndpoint(open(z, bundle), targetUrl, idIn(subscribeData));
    return {};
  });

  const perform = retryingReads(
    provider,
    async (z: ZObject, bundle: Bundle): Promise<JobOutput[]> => {
      const event = readEvent(z, bundle, { provider, now: clock.now() });
      if (event?.jobId === undefined || event.status === undefined) return [];
      const job = await readEnded(z, open(z, bundle), { id: event.jobId, operation });
      const memory = openMemory(z);
      const delivered = memoryKey('delivered', [bundle.subscribeData, job.id, job.status]);
      if ((await memory.get(delivered)) === true) return [];
      await memory.set(delivered, true, REMEMBERED_SECONDS);
      return [finishedOutput(binding, job)];
    },
    { clock },
  );

  return defineTrigger({
    key,
    ...jobFinishedWords(binding.operation),
    operation: {
      type: 'hook',
      performSubscribe,
      performUnsubscribe,
      perform,
      // The API lists no jobs, so a test in the editor shows the sample.
      performList: () => [finishedSample(binding)],
      sample: finishedSample(binding),
      outputFields: finishedFields(binding),
    },
  });
}

interface Subscription {
  readonly id?: unknown;
  readonly secret?: unknown;
}

const idIn = (subscription: Subscription | undefined): string | undefined =>
  typeof subscription?.id === 'string' ? subscription.id : undefined;

/** Removes the endpoint of a Zap, which is found by its URL when its id is unknown. */
async function removeEndpoint(client: Client, url: string, knownId?: string): Promise<void> {
  const id = knownId ?? (await client.findEndpoint(url))?.id;
  if (id !== undefined) await client.removeEndpoint(id);
}

/** Reads the job of a delivery. Zapier brings a delivery once, so a job that has not ended makes Zapier run this again. */
async function readEnded(
  { errors }: ZObject,
  client: Client,
  reference: Pick<Job, 'id' | 'operation'>,
): Promise<Job> {
  try {
    return await client.wait(reference, { timeoutMs: WAIT_MS });
  } catch (error) {
    if (!JobTimeoutError.isInstance(error)) throw error;
    throw new errors.ThrottledError(messageOf(error), throttleSeconds());
  }
}

/** Returns the event of a genuine delivery of the last day, or undefined. */
function readEvent(
  z: ZObject,
  { rawRequest, subscribeData }: Bundle,
  { provider, now }: { readonly provider: ProviderDefinition; readonly now: number },
): WebhookEvent | undefined {
  const delivery = toDelivery(rawRequest);
  const { secret } = (subscribeData ?? {}) as Subscription;
  const secrets = typeof secret === 'string' ? [secret] : [];
  try {
    return verifyWebhook(provider, delivery, { secrets, now: new Date(now) });
  } catch (error) {
    if (!WebhookVerificationError.isInstance(error)) throw error;
    const isLate =
      error.reason === 'stale_timestamp' &&
      timesIn(delivery.headers).every((time) => Math.abs(now - time) < DAY_MS);
    if (isLate && error.event !== undefined) return error.event;
    z.console.log(`A delivery was dropped: ${error.reason}`);
    return undefined;
  }
}

/**
 * The times that the headers state, in milliseconds since the epoch. The signature covers one of them, and a sender may have
 * added another.
 */
const timesIn = (headers: readonly (readonly [string, string])[]): readonly number[] =>
  headers
    .filter(([name]) => name.toLowerCase().endsWith('-timestamp'))
    .map(([, seconds]) => Number(seconds) * 1000);
