import {
  AmbiguousCreateError,
  type Client,
  createClient,
  createInbox,
  createWebhookReceiver,
  type Job,
  JobNotCompletedError,
  ProviderError,
  providers,
  type Row,
} from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { fastClock } from './fast-clock.ts';
import { type Host, messageOf, type Outcome, type Seat } from './host.ts';

/** How often a program reads results again, which are paid and cost nothing to read. */
const READINGS = 20;
const PAUSE_MS = 5_000;

/** Opens a program that uses core: it creates a job, waits with an inbox of webhooks, and reads the rows. */
export function openCoreHost({ operation, owner, baseUrl, hookUrl, secrets }: Seat): Promise<Host> {
  const clock = fastClock();
  const provider = providers[operation.provider];
  const inbox = createInbox({ clock: systemClock });
  const handled = new Map<string, number>();
  const client: Client = createClient(provider, {
    transport: undiciTransport(),
    clock,
    credentials: { apiKey: owner.api_key },
    baseUrl,
    deliveries: inbox,
  });
  const receive = createWebhookReceiver({
    provider,
    inbox,
    clock: systemClock,
    secrets,
    dispatch: ({ deduplicationKey: key }) => void handled.set(key, (handled.get(key) ?? 0) + 1),
  });
  const isPerJob = provider.webhook.registration.kind === 'per-job';

  const run = async (input: Readonly<Record<string, unknown>>): Promise<Outcome> => {
    // Only ScrapeKit takes an id of the caller, by which a job is found again.
    const labelled =
      operation.provider === 'scrapekit' ? { ...input, client_request_id: crypto.randomUUID() } : input;
    try {
      const job = await client.create(operation.key, labelled, isPerJob ? { webhookUrl: hookUrl } : {});
      const ended = await client.wait(job);
      return { kind: 'completed', jobId: job.id, rows: await readRows(ended) };
    } catch (error) {
      return {
        kind: AmbiguousCreateError.isInstance(error) ? 'ambiguous' : 'failed',
        message: messageOf(error),
      };
    }
  };
  const readRows = async (job: Job): Promise<readonly Row[]> => {
    for (let readings = 1; ; readings++) {
      try {
        return await Array.fromAsync(client.results(job));
      } catch (error) {
        const isLasting = !ProviderError.isInstance(error) || JobNotCompletedError.isInstance(error);
        if (isLasting || readings === READINGS) throw error;
        await clock.sleep(PAUSE_MS);
      }
    }
  };
  return Promise.resolve({
    run,
    receive: async ({ headers, body }) => (await receive({ method: 'POST', headers, body })).status,
    verifies: provider.webhook.secret !== 'none',
    // Its HTTP client notices that an answer breaks off.
    onSilence: () => undefined,
    repeatedEvents: () => [...handled.values()].reduce((sum, times) => sum + times - 1, 0),
    close: () => Promise.resolve(),
  });
}
