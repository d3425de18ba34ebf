import type { FastifyBaseLogger } from 'fastify';
import type { ServerConfig } from '../config.ts';
import { createCrawler } from '../leads/crawl.ts';
import { createEmailFinder } from '../leads/find-email.ts';
import { createLeadPipeline } from '../leads/pipeline.ts';
import { createLiveNet } from '../net/live.ts';
import { createMailPort, type MailPort } from '../net/mail-port.ts';
import type { Net } from '../net/net.ts';
import { createProxiedNet } from '../net/proxied.ts';
import { createVerifier } from '../verification/verify.ts';
import type { Domain } from './domain.ts';
import type { DomainParts } from './domain-parts.ts';
import { explainBlockedPort } from './explain-blocked-port.ts';
import { openLiveSource } from './live-source.ts';
import { refuseSimulation } from './refuse-simulation.ts';

/** As mail servers expect it of a sender that queues; most greylists end within the first minutes. */
const greylistPausesMs = [30_000, 120_000, 600_000] as const;

/** A live source, with real websites and mail servers. */
export function openLiveDomain(config: ServerConfig, { clock, logger, net }: DomainParts): Domain {
  const internet = net ?? openInternet(config);
  const live = openLiveSource(config, { net: internet, clock, logger });
  const { source } = live;
  const closing = new AbortController();
  const mailPort = createMailPort({ net: internet, clock, signal: closing.signal });
  void mailPort.check().then((state) => {
    if (!closing.signal.aborted) sayOnce(logger, state);
  });
  const { heloName, mailFrom } = config;
  const crawler = createCrawler({ net: internet });
  const verifier = explainBlockedPort(
    createVerifier({
      net: mailPort.net,
      clock,
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
    net: internet,
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

function sayOnce(logger: FastifyBaseLogger, state: MailPort['state']): void {
  if (state === 'open') return;
  logger.warn(
    state === 'blocked'
      ? 'No mail server can be reached on port 25, which many hosting companies block: verifications end as unknown. Run the server where the port is open, or set SOCKS5_URL.'
      : 'Whether mail servers can be reached is not known: no name server answered.',
  );
}
