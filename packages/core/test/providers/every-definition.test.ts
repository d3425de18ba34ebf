import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOperation } from '../../src/engine/engine.ts';
import { parseInput } from '../../src/engine/input.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { pollDelayMs } from '../../src/jobs/wait-for-job.ts';
import type { JobOperation } from '../../src/operation.ts';
import type { ProviderDefinition } from '../../src/provider.ts';
import { providers } from '../../src/providers/index.ts';

const all = Object.entries(providers).map(([key, provider]) => ({
  key,
  provider: provider,
}));
const noHeader = () => undefined;
const runs = { seed: 1, numRuns: 500 };

const jobOperations = ({ operations }: ProviderDefinition): readonly (readonly [string, JobOperation])[] =>
  Object.entries(operations).flatMap(([name, operation]) =>
    operation.kind === 'job' ? [[name, operation] as const] : [],
  );

describe.each(all)('$key', ({ key, provider }) => {
  test('has its id as its key, and https URLs', () => {
    expect(provider.id).toBe(key);
    expect(provider.baseUrl).toMatch(/^https:\/\/[^/]+$/);
    expect(provider.documentation).toMatch(/^https:\/\//);
  });

  test('has a secret for its webhooks exactly if they are signed, and says where it is found', () => {
    const { webhook, credentials, dashboard } = provider as ProviderDefinition;

    expect(webhook.secret === 'none').toBe(webhook.scheme.kind === 'unsigned');
    expect(webhook.secret === 'endpoint').toBe(webhook.registration.kind === 'endpoint');
    expect(credentials.webhookSecret === undefined).toBe(webhook.secret === 'none');
    for (const page of [dashboard, credentials.apiKey.page]) expect(page).toMatch(/^https:\/\//);
  });

  test('limits only operations that it has', () => {
    const { activeLimit, operations } = provider as ProviderDefinition;

    for (const operation of activeLimit?.operations ?? []) expect(operations).toHaveProperty(operation);
  });

  test('C184: its cadence ends with a step without a limit', () => {
    expect(provider.cadence.at(-1)).not.toHaveProperty('until');
    expect(pollDelayMs(provider.cadence, Number.MAX_SAFE_INTEGER, () => 0.5)).toBeGreaterThan(0);
  });

  test('needs only the id of a job to read and cancel it', () => {
    for (const [, { state, rows, cancel }] of jobOperations(provider)) {
      const routes = [
        state.from === 'status' ? state.route : undefined,
        rows.from === 'route' ? rows.route : undefined,
        cancel,
      ];
      for (const route of routes)
        if (route !== undefined) expect(route.match(/\{\w+\}/g)).toEqual(['{jobId}']);
    }
  });

  test('refuses an empty input before it is sent', () => {
    for (const name of Object.keys(provider.operations)) {
      expect(() => parseInput(findOperation(provider, name), name, {})).toThrow(InputError);
    }
  });

  test('C193: treats an unknown status as running', () => {
    for (const [, operation] of jobOperations(provider)) {
      const ids = { job_id: '1', jobId: '1', process_id: 1, id: '1' };
      if (operation.state.from === 'webhook') continue;
      expect(operation.parseJob({ ...ids, status: 'an unheard-of word' })).toMatchObject({
        status: 'running',
      });
    }
  });

  test('C193: parses every refusal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const { code, message, retryable } = provider.parseRefusal(body);
        expect([typeof code, typeof message, typeof retryable]).toEqual([
          expect.stringMatching(/string|undefined/),
          expect.stringMatching(/string|undefined/),
          expect.stringMatching(/boolean|undefined/),
        ]);
      }),
      runs,
    );
  });

  test('normalizes every row without an error, and keeps unknown fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => {
        for (const [, { normalize }] of jobOperations(provider)) {
          expect(normalize({ ...row, surprise: 1 })).toHaveProperty('surprise', 1);
        }
      }),
      runs,
    );
  });

  test('names only operations that it has in events', () => {
    const bodies = fc.record(
      {
        event: fc.constantFrom(
          'scrape.job.completed',
          'verify.job.failed',
          'job.completed',
          'task.completed',
        ),
        event_id: fc.string({ minLength: 1 }),
        event_type: fc.constantFrom('job.completed', 'artifact.ready'),
        jobId: fc.uuid(),
        jobType: fc.constantFrom('domain-scan', 'email-validation', 'email-finder'),
        process_id: fc.nat(),
        status: fc.constantFrom('completed', 'failed', 'COMPLETED'),
        data: fc.record({
          job_id: fc.string({ minLength: 1 }),
          status: fc.constantFrom('completed', 'failed'),
        }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(bodies, (body) => {
        let operation: string | undefined;
        try {
          ({ operation } = provider.webhook.parseEvent(body, noHeader));
        } catch {
          return;
        }
        if (operation !== undefined) expect(Object.keys(provider.operations)).toContain(operation);
      }),
      runs,
    );
  });
});
