import { startServer, type LeadEngine } from '@scrapekit/reference-server';
import { createLiveNet } from '../../packages/reference-server/src/net/live.ts';
import { inputFromParent, serveParent } from '../rig/child.ts';
import type { DatabaseSettings } from './database.ts';
import { serveMemory } from './memory.ts';

// The whole server. Its jobs wait in discovery for ever, so that only creates are measured and not the work of the jobs.

const waitForEver = async (signal: AbortSignal | undefined): Promise<never> =>
  await new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(new Error('The bench is over.')), { once: true }),
  );
const refuse = () => Promise.reject(new Error('The bench asks for no such thing.'));

const domain: LeadEngine = {
  pipeline: {
    discover: async (_query, _location, _limit, signal) => await waitForEver(signal),
    findEmails: refuse,
  },
  verifier: { verify: refuse },
  crawler: { crawl: refuse },
  finder: { find: refuse },
  net: createLiveNet(),
  setLatency: () => undefined,
  setFaults: () => undefined,
  close: () => Promise.resolve(),
};
const settings = (await inputFromParent()) as DatabaseSettings;
const options = { port: 0, adminToken: 'bench-admin-token-0123456789', logLevel: 'silent' };
const server = await startServer({ ...settings, ...options }, { leadEngine: domain });
serveParent({ url: server.url, memoryUrl: await serveMemory() }, () => server.close());
