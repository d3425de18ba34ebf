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
import { createSimulatedSource } from '../../packages/reference-server/src/world/source.ts';
import { inputFromParent, serveParent } from './child.ts';

interface Input {
  readonly seed: string;
  readonly dataDir: string;
  readonly adminToken: string;
  readonly addresses: SimulatedNetAddresses;
}

const { seed, dataDir, adminToken, addresses } = (await inputFromParent()) as Input;
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
const server = await startServer({ port: 0, dataDir, adminToken, seed, logLevel: 'silent' }, { leadEngine });
serveParent({ url: server.url }, () => server.close());
