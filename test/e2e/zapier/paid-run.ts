import type { Clock } from '@scrapekit/core';
import { openBrand } from '../../../packages/zapier-app/test/brand.ts';
import type { Fault } from '../fault.ts';
import type { ReferenceServer } from '../reference-server.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { createJobOwner } from './job-owner.ts';
import { isPaidRequest, type PaidStep, pathOf } from './paid-steps.ts';
import type { SkippingClock } from './skipping-clock.ts';

/** Zapier's autoreplay repeats a failed step after five minutes for the first time. */
const REPLAY_MS = 300_000;
/** Longer than the limit for an answer, and shorter than that for a step. */
const SILENCE_MS = 16_000;
const callbackUrl = 'https://127.0.0.1:9/callback';

/** What a user sees of a step that was run during a fault and again after it. */
export interface Outcome {
  /** `job` when the run returned one, or the class of its error. */
  readonly first: string;
  /** The same for the run after it, which follows only when the first one failed. */
  readonly again?: string;
  /** The jobs at the server after both runs. */
  readonly jobs: number;
  /** The text of the first run: its error or the note in its output. */
  readonly message: string;
  /** Whether each returned job is the one at the server. */
  readonly namesJob: boolean;
}

export interface PaidStepRunner {
  readonly runTwice: (fault: Fault, options?: RunOptions) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

export interface RunOptions {
  /** Whether Zapier's cache answers. @default true */
  readonly hasCache?: boolean;
  /** Whether the step runs again after a HaltedError as well, as when a person replays it. @default true */
  readonly isReplayedByHand?: boolean;
}

/** Opens a step for an account of its own, with a proxy that lets the step's create fail. */
export async function openPaidStep(
  server: ReferenceServer,
  step: PaidStep,
  clock: Clock & Pick<SkippingClock, 'skip'>,
): Promise<PaidStepRunner> {
  const owner = await createJobOwner(server, 100);
  if (step.brand === 'scrapfly') {
    const hook = { provider: 'scrapfly', name: 'zap', url: callbackUrl };
    await server.admin(`/accounts/${owner.account_id}/webhook-endpoints`, hook);
  }
  const proxy = await startFaultProxy(server.url, { onSilence: () => clock.skip(SILENCE_MS) });
  const app = openBrand(step.brand, { clock });
  // A key has rate limits of its own.
  const cancelKey = await owner.createKey();
  const known = new Set<string>();

  const run = async (zap: string, hasCache: boolean) => {
    const bundle = {
      authData: { api_key: owner.api_key, base_url: proxy.url + pathOf(step.brand) },
      inputData: { ...step.inputData },
      meta: { zap: { id: zap } },
    };
    const event = { callback_url: callbackUrl, ...(hasCache ? {} : { zcacheTestObj: undefined }) };
    try {
      const { results } = await app.execute(`creates.${step.key}.operation.perform`, bundle, event);
      const { id, note } = results as { readonly id?: string; readonly note?: string | null };
      return { kind: 'job', id, message: note ?? '' };
    } catch (error) {
      const { name, message } = error as Error;
      return { kind: name, message };
    }
  };

  const runTwice: PaidStepRunner['runTwice'] = async (fault, options = {}) => {
    const { hasCache = true, isReplayedByHand = true } = options;
    const zap = crypto.randomUUID();
    proxy.fail(isPaidRequest(step), fault);
    const first = await run(zap, hasCache);
    proxy.heal();
    clock.skip(REPLAY_MS);
    const isRunAgain = first.kind !== 'job' && (isReplayedByHand || first.kind !== 'HaltedError');
    const again = isRunAgain ? await run(zap, hasCache) : undefined;
    const jobs = (await owner.jobs()).filter(({ id }) => !known.has(id));
    for (const { id } of jobs) {
      known.add(id);
      // ScrapeKit runs at most five scrape jobs of an account at a time.
      if (step.brand === 'scrapekit') await cancelJob(server, cancelKey, id);
    }
    const named = [first.id, again?.id].filter((id) => id !== undefined);
    return {
      first: first.kind,
      again: again?.kind,
      jobs: jobs.length,
      message: first.message,
      namesJob: named.every((id) => id === jobs[0]?.id),
    };
  };
  return { runTwice, close: () => proxy.close() };
}

async function cancelJob(server: ReferenceServer, apiKey: string, id: string): Promise<void> {
  const authorization = `Bearer ${apiKey}`;
  await fetch(`${server.url}/api/v1/jobs/${id}/cancel`, { method: 'POST', headers: { authorization } });
}
