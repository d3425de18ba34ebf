import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createSimulatedNet, type Net, type SimulatedNetAddresses } from '@scrapekit/reference-server/leads';
import { inputFromParent, serveParent } from '../rig/child.ts';

// The least that a client needs for the simulated internet: it fetches the relevant pages of each site and discards them.

interface Input {
  readonly addresses: SimulatedNetAddresses;
  readonly websites: readonly string[];
  readonly atOnce: number;
}

const paths = ['/robots.txt', '/', '/contact', '/about-us', '/imprint'];

async function readSite(net: Net, website: string): Promise<void> {
  const { hostname } = new URL(website);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = (_options, callback) => {
    const connecting: Promise<Duplex> = net.connect(hostname, 80);
    connecting.then(
      (socket) => callback?.(null, socket),
      (error: unknown) => callback?.(error as Error, undefined as unknown as Duplex),
    );
    return undefined;
  };
  for (const path of paths) {
    const body = await get({ agent, hostname, path });
    createHash('sha256').update(body);
  }
  agent.destroy();
}

function get(options: { agent: Agent; hostname: string; path: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    request(options, (response) => void text(response).then(resolve, reject))
      .on('error', reject)
      .end();
  });
}

const { addresses, websites, atOnce } = (await inputFromParent()) as Input;
const net = createSimulatedNet(addresses);
const startedAt = performance.now();
const before = process.cpuUsage();
const queue = websites.values();
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (const website of queue) await readSite(net, website).catch(() => undefined);
  }),
);
const { user, system } = process.cpuUsage(before);
serveParent({ seconds: (performance.now() - startedAt) / 1000, cpuMs: (user + system) / 1000 }, () =>
  Promise.resolve(),
);
