import type { ProviderId } from '@scrapekit/core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openBrand } from '../../../packages/zapier-app/test/brand.ts';
import { openCallbackUrl, type RawRequest } from '../callback-url.ts';
import { type ReferenceServer, startReferenceServer } from '../reference-server.ts';
import { createJobOwner, type JobOwner } from './job-owner.ts';
import { pathOf } from './paid-steps.ts';
import { type SkippingClock, skippingClock } from './skipping-clock.ts';

interface WaitingStep {
  readonly brand: ProviderId;
  readonly key: string;
  /** The step that gets the results without a callback. */
  readonly results: string;
  /** The trigger for jobs that have ended, where the provider lists jobs. */
  readonly finished?: string;
  readonly inputData: Readonly<Record<string, unknown>>;
  /** Input for which the server must ask hosts that it has not asked before. */
  readonly newInput: Readonly<Record<string, unknown>>;
}

const company = { items: ['dentists in Austin, Texas'], max: 1 };
const bakery = { items: ['bakeries in Boston'], max: 3 };

const steps: readonly WaitingStep[] = [
  {
    brand: 'scrapekit',
    key: 'create_scrape_job_and_wait',
    results: 'get_scrape_results',
    finished: 'scrape_job_finished',
    inputData: { query: 'dentists', location: 'Austin, Texas', max_leads: 2 },
    newInput: { query: 'florists', location: 'Chicago', max_leads: 5 },
  },
  {
    brand: 'scrapekit',
    key: 'create_verification_job_and_wait',
    results: 'get_verification_job_results',
    finished: 'verification_job_finished',
    inputData: { emails: ['info@example.com', 'nobody@mailinator.com'] },
    newInput: { emails: [`ann@${crypto.randomUUID()}.com`] },
  },
  {
    brand: 'scrupp',
    key: 'create_company_task_and_wait',
    results: 'get_company_task_results',
    inputData: company,
    newInput: bakery,
  },
  {
    brand: 'scrupp',
    key: 'create_contact_task_and_wait',
    results: 'get_contact_task_results',
    inputData: company,
    newInput: { items: ['plumbers in Denver'], max: 3 },
  },
  {
    brand: 'scrupp',
    key: 'create_job_and_wait',
    results: 'get_job_results',
    inputData: { type: 'company.name', input: company },
    newInput: { type: 'company.name', input: { items: ['gyms in Seattle'], max: 3 } },
  },
];

type Output = Readonly<Record<string, unknown>>;

let server: ReferenceServer;
let owner: JobOwner;
let clock: SkippingClock;
beforeAll(async () => {
  server = await startReferenceServer();
  clock = skippingClock();
  owner = await createJobOwner(server, 100);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

describe.for([...steps])('$brand $key', ({ brand, key, results, finished, ...inputs }) => {
  const open = () => {
    const app = openBrand(brand, { clock });
    const secret = brand === 'scrupp' ? owner.api_key : owner.webhook_secret;
    const authData = {
      api_key: owner.api_key,
      webhook_secret: secret,
      base_url: server.url + pathOf(brand),
    };
    const execute = async (method: string, bundle: object, event = {}) =>
      await app.execute(method, { authData, meta: {}, ...bundle }, event);
    return {
      execute,
      start: async (callbackUrl: string, inputData = inputs.inputData): Promise<Output> => {
        const method = `creates.${key}.operation.perform`;
        const event = { callback_url: callbackUrl };
        const { status, results: output } = await execute(method, { inputData }, event);
        expect(status).toBe('CALLBACK');
        return output as Output;
      },
      resume: async (outputData: Output, rawRequest: RawRequest): Promise<Output> => {
        const { inputData } = inputs;
        const bundle = {
          inputData,
          outputData,
          rawRequest,
          cleanedRequest: JSON.parse(rawRequest.content) as unknown,
        };
        return (await execute(`creates.${key}.operation.performResume`, bundle)).results as Output;
      },
    };
  };
  const pause = async (inputData = inputs.inputData) => {
    const callback = await openCallbackUrl();
    onTestFinished(() => callback.close());
    const app = open();
    const started = await app.start(callback.url, inputData);
    return { app, started, callback };
  };
  const logged = () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    onTestFinished(() => log.mockRestore());
    return () => log.mock.calls.flat().join('\n');
  };

  test('C170, C186, S06: a genuine callback resumes the Zap with the rows of the job', async () => {
    const log = logged();
    const { app, started, callback } = await pause();

    const output = await app.resume(started, await callback.first());

    expect(output).toMatchObject({ id: started.id, status: 'completed', all_results_included: true });
    expect(output.results_included).toBeGreaterThan(0);
    expect(log()).toContain(`${String(started.id)}: genuine`);
  });

  test('C186: a forged callback changes nothing, because the job is read with the key', async () => {
    const log = logged();
    const { app, started, callback } = await pause();
    const genuine = await callback.first();
    const forged = {
      ...genuine,
      content: JSON.stringify({ event: 'job.completed', job_id: 'sk_job_of_another', status: 'failed' }),
    };

    const output = await app.resume(started, forged);

    expect(output).toMatchObject({ id: started.id, status: 'completed' });
    expect(log()).toContain(`${String(started.id)}: signature_mismatch`);
  });

  test('C185: a callback that arrives twice reads the same rows again and starts no job', async () => {
    const { app, started, callback } = await pause();
    const delivery = await callback.first();

    const first = await app.resume(started, delivery);
    const jobs = await owner.jobs();
    const second = await app.resume(started, delivery);

    // The server rounds the time of the last change differently from one answer to the next.
    expect({ ...second, updated_at: null }).toEqual({ ...first, updated_at: null });
    expect((await owner.jobs()).map(({ id }) => id)).toEqual(jobs.map(({ id }) => id));
  });

  test('A31: a callback while the job still runs ends the step with the job and a note', async () => {
    await server.admin('/world', { latency_ms: 5000 });
    onTestFinished(async () => {
      await server.admin('/world', { latency_ms: 0 });
    });
    const { app, started } = await pause(inputs.newInput);

    const output = await app.resume(started, early);

    expect(output).toMatchObject({ id: started.id, results: [], note: expect.stringContaining('continues') });
  });

  test('C171: a job whose callback is lost is caught by the other steps', async () => {
    await server.admin('/world', { faults: { lose_webhooks: true } });
    onTestFinished(async () => {
      await server.admin('/world', { faults: {} });
    });
    const { app, started, callback } = await pause();
    const bundle = { inputData: { job_id: started.id } };
    const read = async (): Promise<Output> => {
      for (;;) {
        try {
          return (await app.execute(`creates.${results}.operation.perform`, bundle)).results as Output;
        } catch (error) {
          if ((error as Error).name !== 'ThrottledError') throw error;
          await clock.sleep(1000);
        }
      }
    };

    expect(await read()).toMatchObject({ id: started.id, status: 'completed', note: null });
    expect(callback.received).toEqual([]);
    if (finished === undefined) return;
    const { results: seen } = await app.execute(`triggers.${finished}.operation.perform`, { inputData: {} });
    expect(seen).toContainEqual(
      expect.objectContaining({ id: `${String(started.id)}:completed`, job_id: started.id }),
    );
  });
});

const early: RawRequest = { method: 'POST', querystring: '', headers: {}, content: '{}' };
