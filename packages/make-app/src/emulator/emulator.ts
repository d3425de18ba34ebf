import type { AppFiles } from '../format/app-files.ts';
import { isTruthy } from '../iml/functions.ts';
import { render } from '../iml/template.ts';
import { exchange, type Send } from './exchange.ts';
import { judge } from './judge.ts';
import type { LogEntry } from './log.ts';
import { readInputs } from './read-inputs.ts';
import { runSteps } from './run-steps.ts';
import { type AppSpec, readApp, type RequestSpec } from './specs.ts';

type Values = Readonly<Record<string, unknown>>;

export interface EmulatorOptions {
  readonly send: Send;
  /** Waits for this number of milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** An app in an emulator of Make. All methods reject with a MakeError where Make would show an error. */
export interface Emulator {
  /** Saves a connection: fills in the form and tests the key. Returns the name that Make shows for it, if it has one. */
  connect(values: Values): Promise<unknown>;
  /** Runs a module with the values of its form and returns its bundles. */
  run(module: string, values: Values): Promise<readonly unknown[]>;
  /** Delivers a request to the webhook of an instant trigger and returns the bundles that begin a scenario. */
  deliver(trigger: string, body: unknown): Promise<readonly unknown[]>;
  /** Registers the address of a webhook with the service, if the app can do that. */
  attach(trigger: string, url: string): Promise<void>;
  /** Removes the registered address of a webhook. */
  detach(trigger: string): Promise<void>;
  /** What Make's logs show. */
  readonly log: readonly LogEntry[];
}

/**
 * Opens an app as Make would. It was written after Make's public documentation and covers only what these apps use. Where the
 * documentation is silent, it is our reading of it.
 */
export function openEmulator(files: AppFiles, { send, sleep }: EmulatorOptions): Emulator {
  const app = readApp(files);
  const log: LogEntry[] = [];
  const surroundings = { send, sleep, log };
  const attached = new Map<string, Values>();
  let connection: Values = {};

  /** Sends one request that does not inherit the base, and returns the variables of its answer. */
  async function ask(spec: RequestSpec, scope: Values): Promise<Values> {
    const answer = await exchange(spec, scope, surroundings);
    const after = { ...scope, ...answer };
    judge(spec.response ?? {}, answer, after);
    return after;
  }

  return {
    log,
    async connect(values) {
      const { communication, params } = app.connection;
      const parameters = readInputs(params, values);
      const isSkipped =
        communication.url === undefined ||
        (communication.condition !== undefined && !isTruthy(render(communication.condition, { parameters })));
      const after = isSkipped ? undefined : await ask(communication, { parameters });
      connection = parameters;
      return after === undefined ? undefined : render(communication.response?.metadata?.value, after);
    },
    async run(id, values) {
      const module = moduleOf(app, id);
      const parameters = readInputs(module.mappableParams, values);
      const steps = module.communication.map((step) => inherit(app.base, step));
      return await runSteps(steps, { parameters, connection }, surroundings);
    },
    async deliver(id, body) {
      const { communication } = moduleOf(app, id);
      const hook = webhookOf(app, id).communication;
      if (hook.condition !== undefined && !isTruthy(render(hook.condition, { body }))) return [];
      const payload = hook.output === undefined ? body : render(hook.output, { body });
      const steps = communication.map((step) => inherit(app.base, step));
      return runSteps(steps, { payload, connection, parameters: {} }, surroundings);
    },
    async attach(id, url) {
      const { attach } = webhookOf(app, id);
      if (attach.url === undefined) return;
      const after = await ask(attach, { connection, webhook: { url } });
      attached.set(id, render(attach.response?.data ?? {}, after) as Values);
    },
    async detach(id) {
      const { detach } = webhookOf(app, id);
      if (detach.url !== undefined) await ask(detach, { connection, webhook: attached.get(id) });
      attached.delete(id);
    },
  };
}

function moduleOf({ modules }: AppSpec, id: string) {
  const module = modules[id];
  if (module === undefined) throw new TypeError(`The app has no module ${id}.`);
  return module;
}

/** Returns the webhook of an instant trigger. */
function webhookOf(app: AppSpec, id: string) {
  const webhook = app.webhooks[moduleOf(app, id).webhook ?? ''];
  if (webhook === undefined) throw new TypeError(`The module ${id} has no webhook.`);
  return webhook;
}

/** Adds what all modules inherit to a request. A module with errors of its own inherits none. */
const inherit = (base: RequestSpec, step: RequestSpec): RequestSpec => ({
  ...base,
  ...step,
  headers: { ...base.headers, ...step.headers },
  qs: { ...base.qs, ...step.qs },
  response: { ...base.response, ...step.response },
  log: { sanitize: [...(base.log?.sanitize ?? []), ...(step.log?.sanitize ?? [])] },
});
