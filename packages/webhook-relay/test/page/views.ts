import type {
  AttemptView,
  DeliveryView,
  JobsView,
  ListedDelivery,
  OverviewView,
  SourceView,
  TargetView,
  WatchedJob,
} from '../../src/page/index.ts';

export const at = new Date('2026-11-29T12:40:05Z');

export const source: SourceView = {
  name: 'leads',
  provider: 'ScrapeKit',
  registration: 'per-job',
  dashboard: 'https://scrapekit.ai/dashboard',
  webhookUrl: 'https://relay.example.com/in/leads-8f2kq0',
  proxyUrl: 'https://relay.example.com/via/leads-k39d0a',
  eventsLastDay: 41,
  openJobs: 3,
  lastEventAt: new Date('2026-11-29T12:31:00Z'),
};

export const target: TargetView = {
  name: 'make-leads',
  host: 'hook.eu1.make.com',
  state: 'failing',
  counts: { waiting: 2, delivered: 38, stopped: 1 },
  lastError: { at: new Date('2026-11-29T12:33:00Z'), text: 'The target answered 500.' },
  signingKey: 'whsec_c2lnbmluZyBrZXkgb2YgdGhlIHRhcmdldCAxMjM0',
};

export const delivery: ListedDelivery = {
  id: 'dlv_01',
  at: new Date('2026-11-29T12:31:00Z'),
  source: 'leads',
  jobId: 'sk_job_7Qm2xW9rT4',
  eventType: 'scrape.job.completed',
  isFromJob: false,
  target: 'make-leads',
  state: 'waiting',
  attempts: 2,
  nextAttemptAt: new Date('2026-11-29T12:45:00Z'),
};

export const overview: OverviewView = {
  at,
  sources: [source],
  targets: [target],
  deliveries: { entries: [delivery] },
  filter: {},
};

export const attempt: AttemptView = {
  number: 2,
  at: new Date('2026-11-29T12:33:00Z'),
  page: { number: 2, of: 3 },
  status: 500,
  latencyMs: 412,
  error: 'The target answered 500.',
  answer: 'Scenario failed to initialize.',
};

export const deliveryPage: DeliveryView = {
  at,
  delivery: { ...delivery, state: 'stopped', nextAttemptAt: null },
  host: 'hook.eu1.make.com',
  webhookId: 'msg_2f8a',
  stopReason: 'gone',
  canSendAgain: true,
  attempts: [attempt],
};

export const job: WatchedJob = {
  source: 'leads',
  id: 'sk_job_7Qm2xW9rT4',
  operation: 'Scrape Leads',
  state: 'late',
  createdAt: new Date('2026-11-29T12:20:00Z'),
  askedAt: new Date('2026-11-29T12:39:00Z'),
  nextAskAt: new Date('2026-11-29T12:41:00Z'),
  error: null,
};

export const jobs: JobsView = { at, jobs: { entries: [job] } };
