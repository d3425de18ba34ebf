import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { executeStep } from '../../packages/zapier-app/test/execute-step.ts';
import { fileStore } from '../../packages/zapier-app/test/file-store.ts';
import { openCallbackUrl } from './callback-url.ts';
import { startReferenceServer, type ReferenceServer, type TestAccount } from './reference-server.ts';

const create = 'creates.create_scrape_job.operation.perform';
const createAndWait = 'creates.create_scrape_job_and_wait.operation';
const getResults = 'creates.get_scrape_results.operation.perform';
const inputData = { query: 'dentists', location: 'Austin, Texas', max_leads: 5 };

interface Job {
  readonly id: string;
}

let server: ReferenceServer;
let account: TestAccount;

beforeAll(async () => {
  server = await startReferenceServer();
  account = await server.createAccount(10);
  return () => server.close();
});
beforeEach(async () => {
  await server.admin('/world', { faults: { lose_webhooks: false } });
});

const authData = (apiKey = account.api_key) => ({
  api_key: apiKey,
  webhook_secret: account.webhook_secret,
  base_url: server.url,
});

/** Runs a step, and runs it again after each ThrottledError, as Zapier does, but after a shorter pause. */
async function runUntilDone(method: string, bundle: object): Promise<unknown> {
  for (;;) {
    try {
      return (await executeStep(method, bundle)).results;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ThrottledError') throw error;
      expect(JSON.parse(error.message)).toMatchObject({ delay: expect.any(Number) });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

test('X03: an account connects with its e-mail address as the label', async () => {
  const { results } = await executeStep('authentication.test', { authData: authData() });

  expect(results).toEqual({ account: account.email });
});

test('C003: an unknown key does not connect', async () => {
  const bundle = { authData: authData(`sk_live_${'x'.repeat(40)}`) };

  await expect(executeStep('authentication.test', bundle)).rejects.toThrow('AuthenticationError');
});

test('C051: a step of an account without credits halts, and no job is created', async () => {
  const poor = await server.createAccount(0);

  await expect(executeStep(create, { authData: authData(poor.api_key), inputData })).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringContaining('Not enough credits'),
  });
});

describe('Create Scrape Job, then Get Scrape Job Results', () => {
  test('returns the number of leads that was requested and charged', async () => {
    const { results: job } = await executeStep(create, { authData: authData(), inputData });

    const output = await runUntilDone(getResults, {
      authData: authData(),
      inputData: { job_id: (job as Job).id },
    });

    expect(output).toMatchObject({
      id: (job as Job).id,
      status: 'completed',
      query: 'dentists',
      location: 'Austin, Texas',
      credits_used: 0.075,
      results_count: 5,
      results_included: 5,
      all_results_included: true,
    });
    expect((output as { results: unknown[] }).results).toHaveLength(5);
  });

  test('C113: offers a file with the same leads', async () => {
    const { results: job } = await executeStep(create, { authData: authData(), inputData });
    const bundle = { authData: authData(), inputData: { job_id: (job as Job).id } };
    const output = (await runUntilDone(getResults, bundle)) as { results: { place_id: string }[] };
    const store = await fileStore();

    await executeStep('hydrators.scrapeResultsFile', bundle, store.event);

    for (const { place_id } of output.results) expect(store.uploads[0]).toContain(`\r\n${place_id},`);
  });
});

describe('Create Scrape Job and Wait for Results', () => {
  const start = async (callbackUrl: string) => {
    const bundle = { authData: authData(), inputData };
    return executeStep(`${createAndWait}.perform`, bundle, { callback_url: callbackUrl });
  };

  test('C170: a webhook resumes the Zap with the leads', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const callback = await openCallbackUrl();
    onTestFinished(() => callback.close());

    const paused = await start(callback.url);
    const rawRequest = await callback.first();
    const { results } = await executeStep(`${createAndWait}.performResume`, {
      authData: authData(),
      inputData,
      outputData: paused.results,
      rawRequest,
      cleanedRequest: JSON.parse(rawRequest.content) as unknown,
    });

    expect(paused.status).toBe('CALLBACK');
    expect(results).toMatchObject({ status: 'completed', results_count: 5 });
    expect(log.mock.lastCall).toEqual([expect.stringContaining('genuine')]);
  });

  test('C171: the results can be fetched by another step when the webhook is lost', async () => {
    await server.admin('/world', { faults: { lose_webhooks: true } });
    const callback = await openCallbackUrl();
    onTestFinished(() => callback.close());

    const { results: job } = await start(callback.url);
    const output = await runUntilDone(getResults, {
      authData: authData(),
      inputData: { job_id: (job as Job).id },
    });

    expect(output).toMatchObject({ status: 'completed', results_count: 5 });
    expect(callback.received).toEqual([]);
  });
});
