import { createRequire } from 'node:module';
import type { Row } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { openBrand } from '../../packages/zapier-app/test/brand.ts';
import { openArrivals } from './arrivals.ts';
import { type Host, messageOf, type Outcome, type Seat } from './host.ts';
import type { LatestLimit, TimeLimits } from './time-limits.ts';

/** A person gets the rows with another step when the callback has not come for this long. */
const PATIENCE_MS = 4_000;
/** Zapier runs a throttled step again after a minute. A shorter pause shows no more of it. */
const THROTTLED_MS = 1_000;
const MAY_EXIST = /dashboard|may have been charged/;

// Zapier's platform ends a process with more than 450 MB after this many steps. In this process, n8n's engine runs as well.
const platform = createRequire(import.meta.url)('zapier-platform-core/src/constants') as object;
Object.assign(platform, { KILL_MIN_LIMIT: Infinity });

interface Output {
  readonly id?: string;
  readonly results?: readonly Row[];
  readonly all_results_included?: boolean;
}

/** Opens a Zap on Zapier's platform: the step that starts the job, its callback, and the step that gets the results. */
export function openZapierHost(timeLimits: TimeLimits, seat: Seat): Promise<Host> {
  const { operation, owner, baseUrl, hookUrl, secrets } = seat;
  const { create, results, pauses } = operation.zapier;
  const app = openBrand(operation.provider);
  const latestLimit: LatestLimit = {};
  const callbacks = openArrivals<object>();
  const authData = { api_key: owner.api_key, webhook_secret: secrets[0] ?? '', base_url: baseUrl };
  let runs = 0;

  /** Runs a step as Zapier does, which runs it again when it was throttled. */
  const execute = async (method: string, bundle: object, event = {}) => {
    for (;;) {
      try {
        return await app.execute(`creates.${method}`, { authData, ...bundle }, event);
      } catch (error) {
        if ((error as Error).name !== 'ThrottledError') throw error;
        await systemClock.sleep(THROTTLED_MS);
      }
    }
  };
  const resume = async (bundle: object, outputData: Output, run: string): Promise<Output | undefined> => {
    const rawRequest = await callbacks.within(run, PATIENCE_MS);
    if (rawRequest === undefined) return undefined;
    const resumed = await execute(`${create}.operation.performResume`, { ...bundle, outputData, rawRequest });
    return resumed.results as Output;
  };
  const start = async (input: Readonly<Record<string, unknown>>): Promise<Output> => {
    const run = String(++runs);
    const inputData = operation.zapierInput?.(input) ?? input;
    const bundle = { inputData, meta: { zap: { id: run } } };
    const event = { callback_url: `${hookUrl}/${run}` };
    const started = (await execute(`${create}.operation.perform`, bundle, event)).results as Output;
    return (pauses ? await resume(bundle, started, run) : undefined) ?? started;
  };
  const run = async (input: Readonly<Record<string, unknown>>): Promise<Outcome> => {
    try {
      const output = await start(input);
      if (results === undefined) return { kind: 'completed', rows: [pageOf(output)] };
      const { id = '' } = output;
      const rows = output.all_results_included === true ? output : await getResults(id);
      return { kind: 'completed', jobId: id, rows: rows.results ?? [] };
    } catch (error) {
      const message = messageOf(error);
      const isAmbiguous = (error as Error).name === 'HaltedError' && MAY_EXIST.test(message);
      return { kind: isAmbiguous ? 'ambiguous' : 'failed', message };
    }
  };
  const getResults = async (id: string): Promise<Output> => {
    const bundle = { inputData: { job_id: id }, meta: { zap: { id: 'results' } } };
    return (await execute(`${results ?? ''}.operation.perform`, bundle)).results as Output;
  };
  return Promise.resolve({
    run: async (input) => await timeLimits.watch(latestLimit, async () => await run(input)),
    onSilence: () => latestLimit.end?.(),
    receive: ({ path, headers, body }) => {
      const named = Object.fromEntries(headers.map(([name, value]) => [`Http-${name}`, value]));
      const run = path.split('/').at(-1) ?? '';
      callbacks.add(run, { method: 'POST', querystring: '', headers: named, content: body.toString() });
      return Promise.resolve(200);
    },
    verifies: false,
    repeatedEvents: () => 0,
    close: () => Promise.resolve(),
  });
}

/** The page in the answer of a call. */
const pageOf = (answer: object): Row => (answer as { readonly result: Row }).result;
