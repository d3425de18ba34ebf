import zapier from 'zapier-platform-core';
import { scrapekitApp } from '../src/apps/scrapekit.ts';

interface Outcome {
  readonly status?: string;
  readonly results: unknown;
}

type Handler = (event: Readonly<Record<string, unknown>>) => Promise<Outcome>;

// The package exports this function, but its types leave it out.
const { createAppHandler } = zapier as unknown as { createAppHandler: (app: object) => Handler };
const handler = createAppHandler(scrapekitApp);

/** Sends the app an event as Zapier's servers do. `event` can add a callback URL or the address of a file store. */
export const executeStep = (method: string, bundle: object, event: object = {}): Promise<Outcome> =>
  handler({ command: 'execute', method, bundle, calledFromCli: true, ...event });

/** Returns the result of one of Zapier's offline commands for the app. */
export const inspectApp = async (command: 'validate' | 'definition'): Promise<unknown> =>
  (await handler({ command, calledFromCli: true })).results;
