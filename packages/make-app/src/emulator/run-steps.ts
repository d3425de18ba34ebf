import type { Scope } from '../iml/evaluate.ts';
import { isTruthy } from '../iml/functions.ts';
import { render } from '../iml/template.ts';
import { type Answer, exchange, type Send } from './exchange.ts';
import { judge } from './judge.ts';
import type { LogEntry } from './log.ts';
import type { RequestSpec } from './specs.ts';

export interface Surroundings {
  readonly send: Send;
  /** Waits for this number of milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: LogEntry[];
}

/** After so many requests of one step, the run is ended: a directive without a limit would go on for ever. */
const MOST_REQUESTS = 1000;

/** Runs the steps of a module one after another and returns the bundles of the last one. */
export async function runSteps(
  steps: readonly RequestSpec[],
  scope: Scope,
  surroundings: Surroundings,
): Promise<readonly unknown[]> {
  let temp: Readonly<Record<string, unknown>> = {};
  let bundles: readonly unknown[] = [];
  for (const step of steps) {
    const result = await runStep(step, { ...scope, temp }, surroundings);
    temp = { ...temp, ...result.temp };
    bundles = result.bundles;
  }
  return bundles;
}

interface StepResult {
  readonly temp: Readonly<Record<string, unknown>>;
  readonly bundles: readonly unknown[];
}

async function runStep(step: RequestSpec, scope: Scope, surroundings: Surroundings): Promise<StepResult> {
  const { response = {} } = step;
  if (step.condition !== undefined && !isTruthy(render(step.condition, scope)))
    return { temp: {}, bundles: [] };
  const first = await readAnswer(step, scope, surroundings);
  const temp = render(response.temp ?? {}, first) as StepResult['temp'];
  const after = { ...first, temp: { ...(scope.temp as object), ...temp } };
  if (response.iterate === undefined) return { temp, bundles: [render(response.output, after)] };
  return { temp, bundles: await readPages(step, after, surroundings) };
}

/** Sends the request of a step, again as long as it says so, and returns the variables of its answer. */
async function readAnswer(step: RequestSpec, scope: Scope, surroundings: Surroundings): Promise<Scope> {
  const { repeat, response = {} } = step;
  for (let sent = 1; ; sent += 1) {
    const answer = step.url === undefined ? undefined : await exchange(step, scope, surroundings);
    const after = withAnswer(scope, answer);
    judge(response, answer, after);
    const goesOn = repeat !== undefined && isTruthy(render(repeat.condition, after));
    if (!goesOn || sent >= (repeat.limit ?? Infinity)) return after;
    if (sent >= MOST_REQUESTS) throw new Error('A module repeats its request without an end.');
    await surroundings.sleep(repeat.delay);
  }
}

const withAnswer = (scope: Scope, answer: Answer | undefined): Scope =>
  answer === undefined ? scope : { ...scope, ...answer };

/** Returns the items of all pages, up to the limit. */
async function readPages(
  step: RequestSpec,
  first: Scope,
  surroundings: Surroundings,
): Promise<readonly unknown[]> {
  const { response = {}, pagination } = step;
  const limit = response.limit === undefined ? Infinity : Number(render(response.limit, first));
  const bundles: unknown[] = [];
  let page = first;
  for (let number = 1; ; number += 1) {
    const items = render(response.iterate, page);
    for (const item of Array.isArray(items) ? (items as readonly unknown[]) : []) {
      if (bundles.length >= limit) return bundles;
      bundles.push(render(response.output, { ...page, item }));
    }
    const goesOn = pagination !== undefined && isTruthy(render(pagination.condition, page));
    if (!goesOn || bundles.length >= limit) return bundles;
    if (number >= MOST_REQUESTS) throw new Error('A module reads pages without an end.');
    const qs = { ...step.qs, ...(render(pagination.qs, page) as object) };
    page = await readAnswer({ ...step, qs }, page, surroundings);
  }
}
