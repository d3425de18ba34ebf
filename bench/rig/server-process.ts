import { systemClock } from '@scrapekit/core/system-clock';
import { startServer, type LeadEngine } from '@scrapekit/reference-server';
import {
  createCrawler,
  createEmailFinder,
  createLeadPipeline,
  createSimulatedNet,
  createVerifier,
  type SimulatedNetAddresses,
} from '@scrapekit/reference-server/leads';
import type { ServerConfig } from '../../packages/reference-server/src/settings/config.ts';
import { createSimulatedSource } from '../../packages/reference-server/src/world/source.ts';
import { inputFromParent, serveParent } from './child.ts';

/** What a measured server is started with: the addresses of the simulated internet, and settings of the server. */
export interface ServerInput {
  readonly seed: string;
  readonly addresses: SimulatedNetAddresses;
  readonly settings: Pick<
    Partial<ServerConfig>,
    'dataDir' | 'databaseUrl' | 'adminToken' | 'role' | 'publicUrl'
  >;
}

const { seed, addresses, settings } = (await inputFromParent()) as ServerInput;
const net = createSimulatedNet(addresses);
const options = { net, allowTestTlds: true };
const [verifier, crawler] = [createVerifier(options), createCrawler(options)];
const nothing = (): void => undefined;
const leadEngine: LeadEngine = {
  pipeline: createLeadPipeline({ source: createSimulatedSource(seed), crawler }),
  verifier,
  patience: { clock: systemClock, pausesMs: [1500] },
  crawler,
  finder: createEmailFinder({ ...options, crawler, verifier }),
  net,
  setLatency: nothing,
  setFaults: nothing,
  close: () => Promise.resolve(),
};
const server = await startServer({ port: 0, seed, logLevel: 'silent', ...settings }, { leadEngine });
serveParent({ url: server.url }, () => server.close());
