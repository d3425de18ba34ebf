import { providers } from '../providers/index.ts';
import { createProviderClass, type ProviderClass } from './provider-class.ts';

export { createProviderClass } from './provider-class.ts';
export type { AccountCalls, ProviderApi, ProviderClass, ProviderOptions } from './provider-class.ts';
export type { JobRun } from './job-run.ts';
export type { JobOperationCalls, JobOrId, OperationCall, OperationsOf, RunOptions } from './operations.ts';
export { fetchTransport } from './transports.ts';
export type { DebugHook, FetchTransportOptions, RequestRecord, TransportOptions } from './transports.ts';
export type { IncomingWebhook, ReceiverSettings, Webhooks } from './webhooks.ts';

type Definitions = typeof providers;

export const ScrapeKit: ProviderClass<Definitions['scrapekit']> = createProviderClass(providers.scrapekit);
export type ScrapeKit = InstanceType<typeof ScrapeKit>;

export const MatchKraft: ProviderClass<Definitions['matchkraft']> = createProviderClass(providers.matchkraft);
export type MatchKraft = InstanceType<typeof MatchKraft>;

export const Scrupp: ProviderClass<Definitions['scrupp']> = createProviderClass(providers.scrupp);
export type Scrupp = InstanceType<typeof Scrupp>;

export const Scrapfly: ProviderClass<Definitions['scrapfly']> = createProviderClass(providers.scrapfly);
export type Scrapfly = InstanceType<typeof Scrapfly>;

export const ScrapeNest: ProviderClass<Definitions['scrapenest']> = createProviderClass(providers.scrapenest);
export type ScrapeNest = InstanceType<typeof ScrapeNest>;
