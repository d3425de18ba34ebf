import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

export type Item = Readonly<Record<string, unknown>>;

export interface CodeStepOptions {
  /** The values of the step's Input Data. Zapier passes all of them as text. */
  readonly inputData: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** Unix seconds. */
  readonly now: number;
  /** Replaces `AbortSignal.timeout`, so that a test need not wait. */
  readonly timeout?: (ms: number) => AbortSignal;
}

type Step = (...values: readonly unknown[]) => Promise<unknown>;

const requireModule = createRequire(import.meta.url);

/** Returns the text of a file that users paste. */
export const readCode = (file: string): string =>
  readFileSync(new URL(`../../examples/zapier/${file}.js`, import.meta.url), 'utf8');

/**
 * Runs a file as "Run JavaScript" of Code by Zapier does: as the body of an async function, with the variables that
 * Zapier documents, and with no other name than those of Node. The items pass through JSON, as between steps.
 */
export async function runCodeStep(
  file: string,
  { inputData, fetch, now, timeout = (ms) => AbortSignal.timeout(ms) }: CodeStepOptions,
): Promise<readonly Item[]> {
  class StepDate extends Date {
    static override now = () => now * 1_000;
  }
  const context = createContext({ Buffer, AbortSignal: { timeout }, Date: StepDate });
  const names = 'inputData, output, callback, fetch, require, console';
  const step = runInContext(`(async function (${names}) {\n${readCode(file)}\n})`, context) as Step;
  const items = await step({ ...inputData }, undefined, undefined, fetch, requireCrypto, {});
  return JSON.parse(JSON.stringify(items)) as readonly Item[];
}

/** Returns the only module that the files may use. Others would need an installation. */
function requireCrypto(name: string): unknown {
  if (name !== 'crypto') throw new Error(`A pasted file must stand alone, and this one requires ${name}.`);
  return requireModule(name);
}
