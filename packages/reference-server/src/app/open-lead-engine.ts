import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { FastifyBaseLogger } from 'fastify';
import type { ServerConfig } from '../settings/config.ts';
import { HttpError } from '../http/errors.ts';
import { createCrawler } from '../leads/crawl.ts';
import { createEmailFinder } from '../leads/find-email.ts';
import type { LeadEngine } from '../leads/lead-engine.ts';
import { createLeadPipeline } from '../leads/pipeline.ts';
import { createLiveNet } from '../net/live.ts';
import { createMailPort, type MailPort } from '../net/mail-port.ts';
import type { Net } from '../net/net.ts';
import { createProxiedNet } from '../net/proxied.ts';
import { restrictToWebPorts } from '../net/web-ports.ts';
import type { Verdict } from '../verification/verdict.ts';
import { createVerifier, type Verifier } from '../verification/verify.ts';
import { GREYLIST_MS } from '../world/mail/mail-script.ts';
import { startWorld } from '../world/world.ts';
import type { Counters } from './counters.ts';
import { openLiveSource } from './live-source.ts';
import { countCrawls } from './observed-engine.ts';

/** Opens the engine for the configured source. Throws SettingError when a setting that it needs is missing. */
export const openLeadEngine = async (config: ServerConfig, parts: LeadEngineParts): Promise<LeadEngine> =>
  config.source === 'simulated'
    ? await openSimulatedEngine(config.seed, parts)
    : openLiveEngine(config, parts);

interface LeadEngineParts {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  readonly counters: Pick<Counters, 'countCrawl'>;
  /** Replaces the internet of a live source, for tests. */
  readonly net?: Net | undefined;
  /** How many workers share the limits of mail servers and of the source, this one included. @default 1 */
  readonly workers?: (() => number) | undefined;
}

/** Opens the simulated source together with its simulated internet. */
async function openSimulatedEngine(
  seed: string,
  { counters, workers }: Pick<LeadEngineParts, 'counters' | 'workers'>,
): Promise<LeadEngine> {
  const world = await startWorld({ seed });
  // The domains of the simulated internet end in reserved names such as `.test`.
  const crawler = countCrawls(createCrawler({ net: world.net, allowTestTlds: true }), counters);
  const verifier = createVerifier({ net: world.net, allowTestTlds: true, workers });
  return {
    pipeline: createLeadPipeline({ source: world.source, crawler }),
    verifier,
    patience: { clock: systemClock, pausesMs: [1.5 * GREYLIST_MS] },
    crawler,
    finder: createEmailFinder({ net: world.net, allowTestTlds: true, crawler, verifier }),
    net: world.net,
    setLatency: (ms) => world.setLatency(ms),
    setFaults: (faults) => world.setFaults(faults),
    close: async () => await world.close(),
  };
}

/** The pauses of a usual mail queue. Most mail servers accept a greylisted sender within the first minutes. */
const greylistPausesMs = [30_000, 120_000, 600_000] as const;

/** Opens a live source, which uses real websites and mail servers. */
export function openLiveEngine(
  config: ServerConfig,
  { clock, logger, net, counters, workers }: LeadEngineParts,
): LeadEngine {
  const internet = net ?? openInternet(config);
  const live = openLiveSource(config, { net: internet, clock, logger, workers });
  const { source } = live;
  const closing = new AbortController();
  const mailPort = createMailPort({ net: internet, clock, signal: closing.signal });
  void mailPort.check().then((state) => {
    if (!closing.signal.aborted) logMailPort(logger, state);
  });
  const { heloName, mailFrom } = config;
  const web = restrictToWebPorts(internet, config.pagePorts);
  const crawler = countCrawls(createCrawler({ net: web }), counters);
  const verifier = explainBlockedPort(
    createVerifier({
      net: mailPort.net,
      clock,
      workers,
      ...(heloName === undefined ? {} : { heloName }),
      ...(mailFrom === undefined ? {} : { mailFrom }),
    }),
    mailPort,
  );
  return {
    pipeline: createLeadPipeline({ source, crawler }),
    verifier,
    patience: { clock, pausesMs: greylistPausesMs },
    crawler,
    finder: createEmailFinder({ net: mailPort.net, crawler, verifier }),
    net: web,
    attribution: source.attribution,
    details: () => ({ source: source.id, mail_port: mailPort.state ?? 'checking' }),
    setLatency: refuseSimulation,
    setFaults: refuseSimulation,
    close: async () => {
      closing.abort();
      await live.close();
    },
  };
}

const openInternet = ({ socks5Proxy }: ServerConfig): Net =>
  socks5Proxy === undefined ? createLiveNet() : createProxiedNet({ proxy: socks5Proxy });

function logMailPort(logger: FastifyBaseLogger, state: MailPort['state']): void {
  if (state === 'open') return;
  logger.warn(
    state === 'blocked'
      ? 'No mail server can be reached on port 25, which many hosting companies block. Verifications end as unknown. Run the server on a network with an open port 25, or set SOCKS5_URL.'
      : 'The server could not find out whether mail servers can be reached, because no name server answered.',
  );
}

/** Changes the reason of verdicts that are `unknown` because port 25 is blocked, so that the reason says so. */
function explainBlockedPort(verifier: Verifier, mailPort: Pick<MailPort, 'state'>): Verifier {
  const explain = (verdict: Verdict): Verdict => {
    const isOurs = verdict.status === 'unknown' && (verdict.reason ?? '').startsWith('smtp ');
    return isOurs && mailPort.state === 'blocked'
      ? { ...verdict, reason: 'port 25 is blocked on this network' }
      : verdict;
  };
  return {
    verify: async (email, signal) => explain(await verifier.verify(email, signal)),
    verifyFirst: async (emails, signal) => explain(await verifier.verifyFirst(emails, signal)),
  };
}

/** Refuses to change the simulated internet, because a live source has none. */
function refuseSimulation(): never {
  throw new HttpError(409, 'not_simulated', {
    message: 'Latency and faults can be set only with SOURCE=simulated.',
  });
}
