import { Counter, Registry } from 'prom-client';
import { toCredits } from '../accounts/credits.ts';
import type { CrawlResult } from '../leads/crawl.ts';
import type { CommittedEvent } from '../storage/committed-events.ts';
import type { Verdict } from '../verification/verdict.ts';

/** Counts what this process did since its start, for Prometheus. Each label has few values. */
export interface Counters {
  readonly registry: Registry;
  countEvent(event: CommittedEvent): void;
  countVerdict(provider: string, verdict: Pick<Verdict, 'status'> & Partial<Pick<Verdict, 'checks'>>): void;
  countCrawl(result: Pick<CrawlResult, 'pages'>): void;
}

/** Names and meanings stand in docs/operations.md, too. */
const counters = {
  created: ['jobs_created_total', 'Jobs that were created.', ['provider', 'operation']],
  ended: ['jobs_ended_total', 'Jobs that ended, by how they ended.', ['provider', 'operation', 'status']],
  charged: ['credits_charged_total', 'Credits that were charged, by what for.', ['kind']],
  refunded: ['credits_refunded_total', 'Credits that were given back for rows without a verdict.', []],
  granted: ['credits_granted_total', 'Credits that the operator added.', []],
  attempts: [
    'webhook_attempts_total',
    'Attempts to deliver a webhook. The result waiting means that another attempt follows.',
    ['provider', 'result'],
  ],
  verdicts: [
    'verdicts_total',
    'Answers of the verifier. An address that is asked again counts again.',
    ['provider', 'status'],
  ],
  smtp: [
    'smtp_outcomes_total',
    'What mail servers said about an address: pass, fail, or timeout for no answer.',
    ['outcome'],
  ],
  websites: [
    'crawled_websites_total',
    'Websites that were crawled. Of an unreadable one no page could be read.',
    ['outcome'],
  ],
  pages: ['crawled_pages_total', 'Pages of websites that were read.', []],
} as const;

export function createCounters(): Counters {
  const registry = new Registry();
  const make = (name: keyof typeof counters): Counter => {
    const [suffix, help, labelNames] = counters[name];
    return new Counter({ name: `scrapekit_${suffix}`, help, labelNames, registers: [registry] });
  };
  const [created, ended, attempts] = [make('created'), make('ended'), make('attempts')];
  const [charged, refunded, granted] = [make('charged'), make('refunded'), make('granted')];
  const [verdicts, smtp] = [make('verdicts'), make('smtp')];
  const [websites, pages] = [make('websites'), make('pages')];
  const countLine = (kind: string, units: number) => {
    if (kind === 'refund') refunded.inc(toCredits(units));
    else if (units < 0) charged.inc({ kind }, toCredits(-units));
    else if (kind === 'grant') granted.inc(toCredits(units));
  };
  return {
    registry,
    countEvent: (event) => {
      if (event.type === 'ledger') {
        countLine(event.kind, event.units);
        return;
      }
      const { provider } = event;
      if (event.type === 'job created') created.inc({ provider, operation: event.operation });
      if (event.type === 'job ended')
        ended.inc({ provider, operation: event.operation, status: event.status });
      if (event.type === 'delivery attempt') attempts.inc({ provider, result: event.state });
    },
    countVerdict: (provider, { status, checks }) => {
      verdicts.inc({ provider, status });
      // An address without a mail server is not asked about.
      if (checks?.mx === 'pass') smtp.inc({ outcome: checks.smtp });
    },
    countCrawl: ({ pages: read }) => {
      websites.inc({ outcome: read.length > 0 ? 'read' : 'unreadable' });
      pages.inc(read.length);
    },
  };
}
