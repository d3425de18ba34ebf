import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { WorldFaults } from '../leads/lead-engine.ts';
import type { Source } from '../leads/source.ts';
import type { Net } from '../net/net.ts';
import { createSimulatedNet, type SimulatedNetAddresses } from '../net/simulated.ts';
import { createControls, type Controls, type Counters } from './controls.ts';
import { startDnsServer } from './dns-server.ts';
import { startGateway, type Route } from './gateway.ts';
import { createSiteServer } from './site-server.ts';
import { createPostOffice, type ArrangedMail, type PostOffice } from './mail/post-office.ts';
import { siteProfile } from './site/profile.ts';
import { forbiddenPaths, respond, type SiteAnswer } from './site/respond.ts';
import { createSimulatedSource } from './source.ts';
import { lookUp, registeredDomain } from './zone.ts';

export interface WorldOptions {
  /** A seed gives the same businesses, websites and mailboxes on every machine. */
  readonly seed: string;
  readonly clock?: Clock;
  /** Added to each DNS, SMTP and HTTP answer. */
  readonly latencyMs?: number;
}

/** A simulated internet on loopback: name server, websites, mail hosts and a source of businesses. */
export interface World {
  readonly net: Net;
  readonly source: Source;
  readonly addresses: SimulatedNetAddresses;
  readonly counters: Readonly<Counters>;
  setLatency(ms: number): void;
  /** Shares that are left out become 0. */
  setFaults(faults: WorldFaults): void;
  /** Sets the mail hosts of an existing or new domain. */
  arrangeMail(domain: string, mail: ArrangedMail): void;
  close(): Promise<void>;
}

export async function startWorld({ seed, clock = systemClock, latencyMs = 0 }: WorldOptions): Promise<World> {
  const controls = createControls(seed, clock, latencyMs);
  const { counters } = controls;
  const postOffice = createPostOffice({ seed, clock, controls });
  const sites = createSiteServer({
    answer: (host, path) => answerAsSite(seed, counters, host, path),
    beforeAnswer: () => siteFailure(controls),
  });
  const dns = await startDnsServer({
    lookUp: (name) => lookUp(seed, name, postOffice),
    beforeAnswer: () => dnsFailure(controls),
  });
  const gateway = await startGateway(
    routeTo(seed, counters, postOffice, (socket) => sites.emit('connection', socket)),
  );
  const addresses = {
    dns: { host: '127.0.0.1', port: dns.port },
    gateway: { host: '127.0.0.1', port: gateway.port },
  };
  return {
    net: createSimulatedNet(addresses),
    source: createSimulatedSource(seed),
    addresses,
    counters,
    setLatency: (ms) => controls.setLatency(ms),
    setFaults: (faults) => controls.setFaults(faults),
    arrangeMail: (domain, mail) => postOffice.arrange(domain, mail),
    async close() {
      await Promise.all([gateway.close(), dns.close()]);
      sites.closeAllConnections();
    },
  };
}

type Accept = NonNullable<ReturnType<Route>>;

const SMTP_PORT = 25;
const HTTP_PORT = 80;

const routeTo =
  (seed: string, counters: Counters, postOffice: PostOffice, toSites: Accept): Route =>
  (host, port) => {
    const domain = registeredDomain(host);
    const toMail = port === SMTP_PORT ? postOffice.hostOf(domain, host) : null;
    if (toMail !== null) return toMail;
    const site = port === HTTP_PORT ? siteProfile(seed, domain) : null;
    if (site !== null && site.behaviour !== 'refused') return toSites;
    counters.refusedConnections++;
    return null;
  };

function answerAsSite(seed: string, counters: Counters, host: string, path: string): SiteAnswer {
  const site = siteProfile(seed, registeredDomain(host));
  if (site === null)
    return { status: 421, headers: { 'content-type': 'text/plain' }, body: `No site is called ${host}` };
  const forbidden = forbiddenPaths(site).some((prefix) => path.startsWith(prefix));
  if (forbidden && path !== '/robots.txt') counters.robotsViolations++;
  return respond(site, host, path);
}

async function siteFailure(controls: Controls): Promise<'error' | 'reset' | null> {
  controls.counters.httpRequests++;
  const failure = await controls.delay('httpError', 'httpReset');
  if (failure === null) return null;
  return failure === 'httpError' ? 'error' : 'reset';
}

async function dnsFailure(controls: Controls): Promise<'SERVFAIL' | null> {
  controls.counters.dnsQueries++;
  return (await controls.delay('dnsServfail')) === null ? null : 'SERVFAIL';
}
