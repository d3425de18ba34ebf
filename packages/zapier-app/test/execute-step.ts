import zapier from 'zapier-platform-core';
import { scrapekitApp } from '../src/apps/scrapekit.ts';

interface Outcome {
  readonly status?: string;
  readonly results: unknown;
}

type Handler = (event: Readonly<Record<string, unknown>>) => Promise<Outcome>;

// Exported at run time, but missing in the package's types.
const { createAppHandler } = zapier as unknown as { createAppHandler: (app: object) => Handler };
const handler = createAppHandler(scrapekitApp);

/** Sends the app an event as Zapier's own workers do, with a callback URL or a place for files if need be. */
export const executeStep = (method: string, bundle: object, event: object = {}): Promise<Outcome> =>
  handler({ command: 'execute', method, bundle, calledFromCli: true, ...event });

/** What Zapier's offline commands say about the app: `validate` or `definition`. */
export const inspectApp = async (command: 'validate' | 'definition'): Promise<unknown> =>
  (await handler({ command, calledFromCli: true })).results;
