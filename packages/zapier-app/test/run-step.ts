import type { Clock, ProviderId } from '@scrapekit/core';
import { openBrand, type RunningApp } from './brand.ts';

export const apiKey = `sk_live_${'k'.repeat(40)}`;
export const webhookSecret = `whsec_${'s'.repeat(43)}`;

export const account = (url: string, more: Readonly<Record<string, string>> = {}) => ({
  api_key: apiKey,
  base_url: url,
  ...more,
});

export interface Run {
  readonly url: string;
  readonly inputData?: Readonly<Record<string, unknown>>;
  readonly authData?: Readonly<Record<string, string>>;
  readonly meta?: Readonly<Record<string, unknown>>;
  /** Further parts of the bundle, such as `rawRequest`. */
  readonly bundle?: object;
  readonly event?: object;
}

export interface RunOptions {
  /** @default scrapekit */
  readonly brand?: ProviderId;
  readonly clock?: Clock;
}

export interface StepRunner {
  readonly app: RunningApp;
  /** Runs a function of the app, such as `creates.create_scrape_job.operation.perform`, and returns its output. */
  readonly run: (method: string, run: Run) => Promise<unknown>;
}

/** Opens an app whose cache lasts from one run to the next, as that of Zapier does. */
export function stepRunner({ brand = 'scrapekit', clock }: RunOptions = {}): StepRunner {
  const app = openBrand(brand, { clock });
  return {
    app,
    run: async (method, { url, inputData = {}, authData, meta = {}, bundle = {}, event = {} }) => {
      const whole = { authData: account(url, authData), inputData, meta, ...bundle };
      return (await app.execute(method, whole, event)).results;
    },
  };
}

/** Returns the error of a step. Its class decides what Zapier does next. */
export async function failure(
  step: Promise<unknown>,
): Promise<{ readonly name: string; readonly message: string }> {
  const error: unknown = await step.then(
    () => new Error('the step succeeded'),
    (reason: unknown) => reason,
  );
  const { name, message } = error as Error;
  return { name, message };
}

/** Parses the message of a ThrottledError, which is JSON with the text and the delay in seconds. */
export const throttled = ({ message }: { readonly message: string }) =>
  JSON.parse(message) as { readonly message: string; readonly delay: number };
