import type { Operation, ProviderDefinition } from '@scrapekit/core';
import type { JsonObject } from '../format/json.ts';
import type { MakeApp, MakeModule } from '../format/make-app.ts';
import { baseOf } from './base.ts';
import { CONNECTION, connectionOf } from './connection.ts';
import { apiCallModule } from './modules/api-call-module.ts';
import { callModule } from './modules/call-module.ts';
import { type Binding, cancelModule, createModule, getModule } from './modules/job-modules.ts';
import { listModule } from './modules/list-module.ts';
import { artifactModule, fileModule, rowsModule } from './modules/row-modules.ts';
import { runModule } from './modules/run-module.ts';
import {
  accountTrigger,
  jobTrigger,
  type ReadableBinding,
  type Trigger,
  watchWordsOf,
} from './modules/trigger.ts';
import { readmeOf } from './readme.ts';
import { toPascalCase, toSentenceCase } from './sentence-case.ts';
import { plural, TRIGGER_GROUP, UNIVERSAL_GROUP } from './words.ts';

type Modules = Readonly<Record<string, MakeModule>>;

/** Builds the app of one provider: every module that its definition allows. */
export function generateApp(provider: ProviderDefinition): MakeApp {
  const operations = Object.entries(provider.operations);
  const bindings = operations.flatMap(([key, operation]) =>
    operation.kind === 'job' ? [{ provider, key, operation }] : [],
  );
  const triggers = triggersOf(provider, bindings.filter(isReadable).map(withStateRoute));
  const groups = operations.map(([key, operation]) => ({
    label: toSentenceCase(operation.title),
    modules: modulesOf(provider, key, operation),
  }));
  const watching = Object.fromEntries(triggers.map(({ id, module }) => [id, module]));
  const all = [
    ...(triggers.length > 0 ? [{ label: TRIGGER_GROUP, modules: watching }] : []),
    ...groups,
    { label: UNIVERSAL_GROUP, modules: { makeApiCall: apiCallModule(provider) } },
  ];
  const modules = mergeModules(all.map((group) => group.modules));
  return {
    readme: readmeOf(provider, { modules, triggers }),
    base: baseOf(provider),
    groups: all.map(({ label, modules: each }): JsonObject => ({ label, modules: Object.keys(each) })),
    connections: { [CONNECTION]: connectionOf(provider) },
    webhooks: Object.fromEntries(triggers.map(({ id, webhook }) => [id, webhook])),
    modules,
  };
}

function modulesOf(provider: ProviderDefinition, key: string, operation: Operation): Modules {
  if (operation.kind === 'call') return { [key]: callModule(provider, operation) };
  const binding = { provider, key, operation };
  const { nouns, cancel, list, rows } = operation;
  const job = toPascalCase(nouns.job);
  const watch = isReadable(binding) ? watchWordsOf([binding]) : undefined;
  const create = { [`create${job}`]: createModule(binding, watch) };
  if (!isReadable(binding)) return create;
  const { stateRoute } = withStateRoute(binding);
  return {
    ...create,
    [`get${job}`]: getModule(binding, stateRoute),
    ...(cancel !== undefined && { [`cancel${job}`]: cancelModule(binding, cancel) }),
    ...(list !== undefined && { [`list${toPascalCase(plural(nouns.job))}`]: listModule(binding, list) }),
    ...(rows.from === 'route' && {
      [`run${job}`]: runModule(binding, { stateRoute, rows }),
      [`list${toPascalCase(nouns.rows)}`]: rowsModule(binding, rows),
      ...present(`download${toPascalCase(nouns.rows)}`, fileModule(binding, rows)),
      ...present(`download${toPascalCase(nouns.row)}`, artifactModule(binding, rows)),
    }),
  };
}

/** A provider without a route for the state sends it in a webhook, which Make cannot verify, so nothing can be read. */
const isReadable = ({ operation }: Binding): boolean => operation.state.from === 'status';

function withStateRoute(binding: Binding): ReadableBinding {
  const { state, title } = binding.operation;
  if (state.from !== 'status') throw new TypeError(`${title} has no route for the state of a job.`);
  return { ...binding, stateRoute: state.route };
}

function triggersOf(provider: ProviderDefinition, bindings: readonly ReadableBinding[]): readonly Trigger[] {
  switch (provider.webhook.registration.kind) {
    case 'named':
      return [];
    case 'account':
      return [accountTrigger(provider, bindings, 'watchFinishedJobs')];
    case 'per-job':
    case 'endpoint':
      return bindings.map((binding) =>
        jobTrigger(binding, `watchFinished${toPascalCase(plural(binding.operation.nouns.job))}`),
      );
  }
}

const present = (id: string, module: MakeModule | undefined): Modules =>
  module === undefined ? {} : { [id]: module };

function mergeModules(parts: readonly Modules[]): Modules {
  const entries = parts.flatMap((part) => Object.entries(part));
  const merged = Object.fromEntries(entries);
  if (Object.keys(merged).length < entries.length) throw new TypeError('Two modules have the same id.');
  return merged;
}
