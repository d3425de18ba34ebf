import {
  isTerminal,
  type ProviderDefinition,
  verifyWebhook,
  type WebhookEvent,
  WebhookVerificationError,
} from '@scrapekit/core';
import { type Bundle, defineTrigger, type Trigger, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { translatingErrors } from '../errors.ts';
import type { JobOutput } from '../job-output.ts';
import type { JobBinding } from '../operation.ts';
import { asProviderSent } from '../steps/create-and-wait.ts';
import type { StepOptions } from '../steps/create-job.ts';
import { jobFinishedWords } from '../words.ts';
import { finishedFields, finishedOutput, finishedSample } from './job-finished.ts';

/** Zapier may run a hook late, for example after an outage. The job is read again, so an old delivery does no harm. */
const DAY_MS = 24 * 3_600_000;

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
    const { id, secret } = await open(z, bundle).registerEndpoint({ url: targetUrl });
    return { id: id ?? null, secret };
  });

  const performUnsubscribe = translatingErrors(provider, async (z: ZObject, bundle: Bundle) => {
    const { targetUrl = '', subscribeData } = bundle;
    const client = open(z, bundle);
    const { id = (await client.findEndpoint(targetUrl))?.id } = idIn(subscribeData);
    if (id !== undefined) await client.removeEndpoint(id);
    return {};
  });

  const perform = translatingErrors(provider, async (z: ZObject, bundle: Bundle): Promise<JobOutput[]> => {
    const event = readEvent(z, bundle, { provider, now: clock.now() });
    if (event?.jobId === undefined || event.status === undefined) return [];
    const job = await open(z, bundle).get({ id: event.jobId, operation });
    return isTerminal(job) ? [finishedOutput(binding, job)] : [];
  });

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

function idIn(subscription: Subscription | undefined): { readonly id?: string } {
  return typeof subscription?.id === 'string' ? { id: subscription.id } : {};
}

/** Returns the event of a genuine delivery of the last day, or undefined. */
function readEvent(
  z: ZObject,
  { rawRequest, subscribeData }: Bundle,
  { provider, now }: { readonly provider: ProviderDefinition; readonly now: number },
): WebhookEvent | undefined {
  const { headers = {}, content = '' } = rawRequest ?? {};
  const list = Object.entries(headers as Readonly<Record<string, string>>).map(asProviderSent);
  const { secret } = (subscribeData ?? {}) as Subscription;
  const secrets = typeof secret === 'string' ? [secret] : [];
  const delivery = { headers: list, body: Buffer.from(content) };
  try {
    return verifyWebhook(provider, delivery, { secrets, now: new Date(now) });
  } catch (error) {
    if (!WebhookVerificationError.isInstance(error)) throw error;
    const sentAt = timestampIn(list);
    const isLate = error.reason === 'stale_timestamp' && Math.abs(now - sentAt) < DAY_MS;
    if (isLate && error.event !== undefined) return error.event;
    z.console.log(`A delivery was dropped: ${error.reason}`);
    return undefined;
  }
}

/** Milliseconds since the epoch that the headers state, or NaN. The signature covers them. */
function timestampIn(headers: readonly (readonly [string, string])[]): number {
  const [, seconds] = headers.find(([name]) => name.toLowerCase().endsWith('-timestamp')) ?? [];
  return Number(seconds) * 1000;
}
