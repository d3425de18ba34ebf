import { type Clock, type Operation, type ProviderDefinition } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import {
  type Authentication,
  type Create,
  type Search,
  type Trigger,
  version as platformVersion,
} from 'zapier-platform-core';
import { connectAccount } from './authentication.ts';
import { fileHydrators } from './files.ts';
import type { Hydrator } from './rows-output.ts';
import { bindJob, isReadable, type JobBinding } from './operation.ts';
import { callStep } from './steps/call.ts';
import { createAndWaitStep, webhookField } from './steps/create-and-wait.ts';
import { createJobStep } from './steps/create-job.ts';
import { findAccountStep } from './steps/find-account.ts';
import { cancelJobStep, findJobStep } from './steps/find-job.ts';
import { findLastJobStep } from './steps/find-last-job.ts';
import { findRowStep } from './steps/find-row.ts';
import { getResultsStep } from './steps/get-results.ts';
import { endpointTrigger } from './triggers/endpoint-event.ts';
import { jobFinishedTrigger } from './triggers/job-finished.ts';
import { lowBalanceTrigger } from './triggers/low-balance.ts';
import { newRowTrigger } from './triggers/new-row.ts';

export interface BrandOptions {
  /** The version in the brand's package.json. Zapier uses it to deploy the app and to migrate users. */
  readonly version: string;
  /** Keys of steps that differ from the derived ones, because Zaps already use them. */
  readonly keys?: Readonly<Record<string, string>>;
  /** @default the system clock */
  readonly clock?: Clock;
}

/** An app as Zapier's platform loads it. */
export interface ZapierApp extends Required<Steps> {
  readonly version: string;
  readonly platformVersion: string;
  readonly authentication: Authentication;
  readonly flags: { readonly cleanInputData: boolean };
}

interface Steps {
  readonly triggers?: Record<string, Trigger>;
  readonly creates?: Record<string, Create>;
  readonly searches?: Record<string, Search>;
  readonly hydrators?: Record<string, Hydrator>;
}

/** Builds the Zapier app of one provider: every step that its definition allows. */
export function defineBrand(provider: ProviderDefinition, options: BrandOptions): ZapierApp {
  const { version, keys = {}, clock = systemClock } = options;
  const parts = Object.entries(provider.operations).map(([key, operation]) =>
    stepsOf(provider, { key, operation, keys, clock }),
  );
  const steps = [...parts, accountSteps(provider, clock)];
  const merge = <Kind extends keyof Steps>(kind: Kind): NonNullable<Steps[Kind]> =>
    Object.assign({}, ...steps.map((part) => part[kind])) as NonNullable<Steps[Kind]>;
  return {
    version,
    platformVersion,
    authentication: connectAccount(provider, clock),
    // With this flag Zapier passes empty inputs on, so that the error for a required field names the field.
    flags: { cleanInputData: false },
    triggers: merge('triggers'),
    creates: merge('creates'),
    searches: merge('searches'),
    hydrators: merge('hydrators'),
  };
}

interface OperationPart {
  readonly key: string;
  readonly operation: Operation;
  readonly keys: Readonly<Record<string, string>>;
  readonly clock: Clock;
}

function stepsOf(provider: ProviderDefinition, part: OperationPart): Steps {
  const { key, operation, keys, clock } = part;
  const keyOf = (derived: string): string => keys[derived] ?? derived;
  if (operation.kind === 'call') {
    const step = callStep({ provider, key, operation }, { key: keyOf(toSnakeCase(key)), clock });
    return { creates: byKey(step) };
  }
  return jobSteps(bindJob(provider, key), keyOf, clock);
}

/** All that an app can do with the jobs of an operation. */
function jobSteps(binding: JobBinding, keyOf: (derived: string) => string, clock: Clock): Steps {
  const { provider, key, operation } = binding;
  const job = toSnakeCase(operation.nouns.job);
  const row = toSnakeCase(operation.nouns.row);
  const at = (derived: string) => ({ key: keyOf(derived), clock });
  const create = createJobStep(binding, at(`create_${job}`));
  if (!isReadable(binding)) return { creates: byKey(create) };
  const hydrators = fileHydrators(binding, clock);
  const withFiles = (derived: string) => ({ ...at(derived), hydrators });
  return {
    creates: byKey(
      create,
      ...(webhookField(provider) === undefined
        ? []
        : [createAndWaitStep(binding, withFiles(`create_${job}_and_wait`))]),
      getResultsStep(binding, withFiles(`get_${job}_results`)),
      ...(operation.cancel === undefined ? [] : [cancelJobStep(binding, at(`cancel_${job}`))]),
    ),
    searches: byKey(
      findJobStep(binding, at(`find_${job}`)),
      ...(operation.list === undefined ? [] : [findLastJobStep(binding, at(`find_last_${job}`))]),
      findRowStep(binding, withFiles(`find_${row}_in_${job}`)),
    ),
    triggers: byKey(
      ...finishedTriggers(binding, at(`${job}_finished`)),
      newRowTrigger(binding, withFiles(`new_${row}_in_${job}`)),
    ),
    hydrators: {
      [`${key}ResultsFile`]: hydrators.results,
      ...(hydrators.artifact === undefined ? {} : { [`${key}Artifact`]: hydrators.artifact }),
    },
  };
}

/** A trigger learns that jobs have ended from a list of jobs, or from an endpoint that the API registers. */
function finishedTriggers(binding: JobBinding, options: { readonly key: string; readonly clock: Clock }) {
  if (binding.operation.list !== undefined) return [jobFinishedTrigger(binding, options)];
  const { registration } = binding.provider.webhook;
  return registration.kind === 'endpoint' ? [endpointTrigger(binding, options)] : [];
}

/** The steps about credits, where the provider tells the balance. */
function accountSteps(provider: ProviderDefinition, clock: Clock): Steps {
  if (provider.account?.tells?.includes('balance') !== true) return {};
  return {
    searches: byKey(findAccountStep(provider, { key: 'find_account', clock })),
    triggers: byKey(lowBalanceTrigger(provider, { key: 'low_balance', clock })),
  };
}

const byKey = <Step extends { readonly key: string }>(...steps: readonly Step[]): Record<string, Step> =>
  Object.fromEntries(steps.map((step) => [step.key, step]));

/** Turns `verifyEmail` and `scrape job` into `verify_email` and `scrape_job`. */
const toSnakeCase = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(' ', '_')
    .toLowerCase();
