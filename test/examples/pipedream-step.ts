import { vi } from 'vitest';

type Props = Readonly<Record<string, unknown>>;

interface Component {
  readonly props: Readonly<Record<string, { readonly type: string; readonly secret?: boolean }>>;
  readonly run: (this: Props, context: object) => Promise<unknown>;
}

/** How a run of a step ended. */
export type StepEnd =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'exited'; readonly reason: string }
  | { readonly kind: 'rerun'; readonly delayMs: number; readonly context: object };

export interface StepInput {
  readonly props: Props;
  readonly event?: object;
  /** What `$.context.run` has. @default the first run */
  readonly run?: { readonly runs: number; readonly context?: object };
  readonly fetch: typeof fetch;
}

/** Reads a step as Pipedream does, which provides `defineComponent` as a global. */
export async function loadStep(file: string): Promise<Component> {
  vi.stubGlobal('defineComponent', (component: Component) => component);
  const path = new URL(`../../examples/catch-hooks/${file}.mjs`, import.meta.url).href;
  return ((await import(/* @vite-ignore */ path)) as { default: Component }).default;
}

class Ended extends Error {
  readonly end: StepEnd;

  constructor(end: StepEnd) {
    super('The step has ended.');
    this.end = end;
  }
}

/** Runs a step with a stand-in for `$`. As on Pipedream, `$.flow.exit` ends the step at once. */
export async function runStep(file: string, { props, event, run, fetch }: StepInput): Promise<StepEnd> {
  const component = await loadStep(file);
  const later: { rerun?: StepEnd } = {};
  const flow = {
    exit: (reason: string) => {
      throw new Ended({ kind: 'exited', reason });
    },
    rerun: (delayMs: number, context: object) => {
      later.rerun = { kind: 'rerun', delayMs, context };
    },
  };
  vi.stubGlobal('fetch', fetch);
  try {
    const context = { steps: { trigger: { event } }, $: { flow, context: { run: run ?? { runs: 1 } } } };
    const value = await component.run.call(props, context);
    return later.rerun ?? { kind: 'returned', value };
  } catch (error) {
    if (error instanceof Ended) return error.end;
    throw error;
  } finally {
    vi.unstubAllGlobals();
  }
}
