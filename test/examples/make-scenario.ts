import { readFileSync } from 'node:fs';
import type { Scope } from '../../packages/make-app/src/iml/evaluate.ts';
import { toText } from '../../packages/make-app/src/iml/functions.ts';
import { render } from '../../packages/make-app/src/iml/template.ts';
import { scenarioDialect } from '../../packages/make-app/src/iml/tokens.ts';

type Bundle = Readonly<Record<string, unknown>>;

interface Condition {
  readonly a: string;
  readonly o: string;
  readonly b: string;
}

interface Module {
  readonly id: number;
  readonly module: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly mapper: Readonly<Record<string, unknown>>;
  readonly filter?: { readonly name: string; readonly conditions: readonly (readonly Condition[])[] };
}

/** A scenario as Make exports and imports it. */
export interface Blueprint {
  readonly name: string;
  readonly flow: readonly Module[];
}

export interface ScenarioOptions {
  /** What the webhook of the scenario gives to the other modules. */
  readonly bundle: Bundle;
  /** Unix seconds. */
  readonly now: number;
  readonly fetch: typeof fetch;
  /** The variables that the user has filled in, by their names. */
  readonly settings?: Readonly<Record<string, string>>;
}

export const readBlueprint = (name: string): Blueprint =>
  JSON.parse(
    readFileSync(new URL(`../../examples/catch-hooks/${name}.blueprint.json`, import.meta.url), 'utf8'),
  ) as Blueprint;

/** Returns what a webhook with JSON pass-through and request headers gives to a scenario. */
export const passThrough = (content: string, headers: Readonly<Record<string, string>>): Bundle => ({
  value: content,
  __IMTHEADERS__: Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value })),
});

/**
 * Runs a scenario after our reading of Make's documentation: each module runs once for each bundle that reaches it, unless
 * its filter stops the bundle. Returns the outputs of all modules, by their numbers, for each bundle that reaches the end.
 */
export async function runScenario(
  { flow }: Blueprint,
  { bundle, now, fetch, settings = {} }: ScenarioOptions,
): Promise<readonly Scope[]> {
  const [hook, ...modules] = flow;
  let scopes: readonly Scope[] = [{ timestamp: now, [String(hook!.id)]: bundle }];
  for (const module of modules) {
    const reached: Scope[] = [];
    for (const scope of scopes.filter((each) => passes(module, each)))
      for (const output of await run(module, scope, { fetch, settings }))
        reached.push({ ...scope, [String(module.id)]: output });
    scopes = reached;
  }
  return scopes;
}

const passes = ({ filter }: Module, scope: Scope): boolean =>
  filter === undefined || filter.conditions.some((all) => all.every((condition) => holds(condition, scope)));

function holds({ a, o, b }: Condition, scope: Scope): boolean {
  const [left, right] = [a, b].map((text) => toText(render(text, scope, scenarioDialect)));
  const compare: Readonly<Record<string, (first: string, second: string) => boolean>> = {
    'text:equal': (first, second) => first === second,
    'text:startwith': (first, second) => first.startsWith(second),
    'text:pattern': (first, second) => new RegExp(second, 'u').test(first),
    // Make takes an empty text for 0 in the comparison of numbers.
    'number:greaterorequal': (first, second) => Number(first) >= Number(second),
    'number:lessorequal': (first, second) => Number(first) <= Number(second),
  };
  return compare[o]!(left!, right!);
}

async function run(
  { module, mapper, parameters }: Module,
  scope: Scope,
  { fetch, settings }: Required<Pick<ScenarioOptions, 'fetch' | 'settings'>>,
): Promise<readonly unknown[]> {
  const input = render(mapper, scope, scenarioDialect) as Bundle;
  switch (module) {
    case 'util:SetVariables':
      return [
        Object.fromEntries(
          (input.variables as { name: string; value: unknown }[]).map(({ name, value }) => [
            name,
            settings[name] ?? value,
          ]),
        ),
      ];
    case 'json:ParseJSON':
      return [JSON.parse(toText(input.json))];
    case 'builtin:BasicFeeder': {
      const items = input.array as readonly Bundle[];
      return items.map((item, index) => ({ ...item, __IMTINDEX__: index + 1 }));
    }
    case 'http:ActionSendData':
      return [await send(input, { stopsAtErrors: parameters.handleErrors === true, fetch })];
    default:
      throw new Error(`This test does not know the module ${module}.`);
  }
}

async function send(
  input: Bundle,
  { stopsAtErrors, fetch }: { readonly stopsAtErrors: boolean; readonly fetch: typeof globalThis.fetch },
): Promise<Bundle> {
  const headers = input.headers as { name: string; value: string }[];
  const response = await fetch(toText(input.url), {
    method: toText(input.method).toUpperCase(),
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    redirect: input.followRedirect === true ? 'follow' : 'manual',
  });
  if (stopsAtErrors && response.status >= 400) throw new Error(`The HTTP module got ${response.status}.`);
  return { statusCode: response.status, data: await response.json() };
}
