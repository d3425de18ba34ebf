import { createAppTester } from 'zapier-platform-core';
import { scrapekitApp } from '../src/apps/scrapekit.ts';

export const apiKey = `sk_live_${'k'.repeat(40)}`;
export const webhookSecret = `whsec_${'s'.repeat(43)}`;

/** Runs one function of the app with the middleware and the checks of Zapier's platform. */
export const runStep = createAppTester(scrapekitApp);

export const account = (url: string, more: Readonly<Record<string, string>> = {}) => ({
  api_key: apiKey,
  base_url: url,
  ...more,
});

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
