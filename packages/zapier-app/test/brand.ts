import { type Clock, type ProviderId, providers } from '@scrapekit/core';
import zapier from 'zapier-platform-core';
import { defineBrand, type ZapierApp } from '../src/brand.ts';
import scrapekitApp from '../brands/scrapekit/index.ts';
import matchkraftApp from '../brands/matchkraft/index.ts';
import scrapenestApp from '../brands/scrapenest/index.ts';
import scrapflyApp from '../brands/scrapfly/index.ts';
import scruppApp from '../brands/scrupp/index.ts';

interface Outcome {
  readonly status?: string;
  readonly results: unknown;
}

type Handler = (event: Readonly<Record<string, unknown>>) => Promise<Outcome>;

// The package exports this function, but its types leave it out.
const { createAppHandler } = zapier as unknown as { createAppHandler: (app: object) => Handler };

/** The apps as they are uploaded. */
export const brands: Readonly<Record<ProviderId, ZapierApp>> = {
  scrapekit: scrapekitApp,
  matchkraft: matchkraftApp,
  scrupp: scruppApp,
  scrapfly: scrapflyApp,
  scrapenest: scrapenestApp,
};

export interface RunningApp {
  /** Sends an event as Zapier's servers do. `event` can add a callback URL or the address of a file store. */
  readonly execute: (method: string, bundle: object, event?: object) => Promise<Outcome>;
  /** Returns the result of one of Zapier's offline commands. */
  readonly inspect: (command: 'validate' | 'definition') => Promise<unknown>;
  /** The content of Zapier's cache, which lasts from one run to the next. */
  readonly cache: Record<string, unknown>;
}

/** Opens an app with Zapier's middleware and checks. With a clock, the app is built for it. */
export function openBrand(id: ProviderId, { clock }: { readonly clock?: Clock } = {}): RunningApp {
  const app = clock === undefined ? brands[id] : defineBrand(providers[id], { ...optionsOf(id), clock });
  const handler = createAppHandler(app);
  const cache: Record<string, unknown> = {};
  return {
    execute: (method, bundle, event = {}) =>
      handler({ command: 'execute', method, bundle, calledFromCli: true, zcacheTestObj: cache, ...event }),
    inspect: async (command) => (await handler({ command, calledFromCli: true })).results,
    cache,
  };
}

const optionsOf = (id: ProviderId) => ({
  version: brands[id].version,
  ...(id === 'scrapekit' ? { keys: { get_scrape_job_results: 'get_scrape_results' } } : {}),
});
