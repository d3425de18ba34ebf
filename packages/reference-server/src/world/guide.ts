import type { SimulatedNetAddresses } from '../net/simulated.ts';

export interface GuideOptions {
  readonly seed: string;
  readonly addresses: SimulatedNetAddresses;
  /** URLs of example websites. */
  readonly websites: readonly string[];
}

/** Returns a text for the terminal that explains how to use a running world. */
export function writeGuide({ seed, addresses, websites }: GuideOptions): string {
  const dns = `${addresses.dns.host}:${addresses.dns.port}`;
  const gateway = `${addresses.gateway.host}:${addresses.gateway.port}`;
  const [first = 'http://example.test/'] = websites;
  const host = new URL(first).hostname.replace(/^www\./, '');
  return `A small internet is running on this machine. Its seed is "${seed}": the same seed makes the same world.

  Name server   ${dns} (UDP and TCP)
  Gateway       socks5h://${gateway} (connects to port 80 and port 25 of every host of the world)

Some of its websites:
${websites.map((website) => `  ${website}`).join('\n')}

Look around:
  dig @${addresses.dns.host} -p ${addresses.dns.port} MX ${host}
  curl --proxy socks5h://${gateway} ${first}

Point the crawler and the verifier at it:
  import { createCrawler, createSimulatedNet, createVerifier } from '@scrapekit/reference-server/leads';
  const net = createSimulatedNet({
    dns: { host: '${addresses.dns.host}', port: ${addresses.dns.port} },
    gateway: { host: '${addresses.gateway.host}', port: ${addresses.gateway.port} },
  });
  await createCrawler({ net, allowTestTlds: true }).crawl('${first}');
  await createVerifier({ net, allowTestTlds: true }).verify('info@${host}');

Another verifier works as well if it can use a SOCKS5 proxy and this name server. Press Ctrl+C to end the world.
`;
}
