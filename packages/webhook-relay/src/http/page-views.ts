import type { RelayConfig, Source, Target } from '../config/config.ts';
import { listAttempts, type Attempt } from '../deliver/attempt-store.ts';
import { GONE, RETRY_FOR_MS } from '../deliver/back-off.ts';
import {
  countDeliveries,
  findDelivery,
  listDeliveries,
  listLastErrors,
  type ListedDelivery as StoredDelivery,
} from '../deliver/delivery-list.ts';
import { countEvents } from '../events/event-store.ts';
import { countJobs, listJobs, type FollowedJob } from '../jobs/job-store.ts';
import type {
  AttemptView,
  DeliveryFilter,
  DeliveryState,
  DeliveryView,
  JobsView,
  ListedDelivery,
  OverviewView,
  TargetView,
  WatchedJob,
} from '../page/index.ts';
import type { Db } from '../storage/tables.ts';

const DAY_MS = 86_400_000;
const PAGE_SIZE = 50;
const MOST_JOBS = 200;

export interface ViewOptions {
  readonly db: Db;
  readonly config: RelayConfig;
  readonly now: () => number;
  readonly webhookUrlOf: (source: Source) => string;
  readonly signingSecretOf: (target: Target) => string;
}

/** Reads what the overview shows. `after` is the cursor of an earlier page. */
export async function readOverview(
  options: ViewOptions,
  { filter, after }: { readonly filter: DeliveryFilter; readonly after?: string | undefined },
): Promise<OverviewView> {
  const { db, config, now, webhookUrlOf } = options;
  const at = new Date(now());
  const events = await countEvents(db, new Date(at.getTime() - DAY_MS));
  const open = await countJobs(db, 'open');
  const found = await listDeliveries(db, { ...filter, limit: PAGE_SIZE + 1, after: parseCursor(after) });
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    at,
    filter,
    sources: config.sources.map((source) => ({
      ...{ name: source.name, provider: source.provider.name, dashboard: source.provider.dashboard },
      registration: source.provider.webhook.registration.kind,
      ...{ webhookUrl: webhookUrlOf(source), proxyUrl: `${config.publicUrl}/proxy/${source.name}` },
      eventsLastDay: events.get(source.name)?.events ?? 0,
      openJobs: open.get(source.name) ?? 0,
      lastEventAt: events.get(source.name)?.newest ?? null,
    })),
    targets: await readTargets(options),
    deliveries: {
      entries: shown.map(toListed),
      ...(after !== undefined && { newer: '' }),
      ...(found.length > PAGE_SIZE && last !== undefined && { older: cursorOf(last) }),
    },
  };
}

async function readTargets({ db, config, signingSecretOf }: ViewOptions): Promise<readonly TargetView[]> {
  const counted = await countDeliveries(db);
  const errors = await listLastErrors(db);
  return config.targets.map((target) => {
    const { name } = target;
    const count = (...states: readonly string[]) =>
      counted
        .filter((each) => each.target === name && states.includes(each.state))
        .reduce((sum, { deliveries }) => sum + deliveries, 0);
    const error = errors.find((each) => each.target === name);
    const state = error === undefined ? 'working' : error.statusCode === GONE ? 'stopped' : 'failing';
    return {
      ...{ name, host: new URL(target.url).host, state, signingKey: signingSecretOf(target) },
      counts: {
        waiting: count('waiting', 'sending'),
        delivered: count('delivered'),
        stopped: count('stopped'),
      },
      lastError: error === undefined ? null : { at: error.at, text: error.error },
    };
  });
}

const toListed = (delivery: StoredDelivery): ListedDelivery => ({
  ...{ id: delivery.id, at: delivery.createdAt, source: delivery.source, jobId: delivery.jobId },
  ...{ eventType: delivery.type, isFromJob: delivery.isReconciled, target: delivery.target },
  ...{
    state: delivery.state as DeliveryState,
    attempts: delivery.attempts,
    nextAttemptAt: delivery.nextAttemptAt,
  },
});

/** Reads what the page of a delivery shows; undefined when there is none with this id. */
export async function readDelivery(
  { db, config, now }: ViewOptions,
  id: string,
): Promise<DeliveryView | undefined> {
  const delivery = await findDelivery(db, id);
  if (delivery === undefined) return undefined;
  const { state, statusCode, triedSince, pages, eventId } = delivery;
  const target = config.targets.find(({ name }) => name === delivery.target);
  const at = new Date(now());
  const isExpired = at.getTime() - triedSince.getTime() >= RETRY_FOR_MS;
  const reason = statusCode === GONE ? 'gone' : isExpired ? 'expired' : null;
  const attempts = await listAttempts(db, id);
  return {
    ...{ at, delivery: toListed(delivery), webhookId: eventId },
    host: target === undefined ? 'no longer in the settings' : new URL(target.url).host,
    stopReason: state === 'stopped' ? reason : null,
    canSendAgain: state === 'delivered' || state === 'stopped',
    attempts: attempts.map((attempt) => toAttempt(attempt, pages)),
  };
}

const toAttempt = (attempt: Attempt, pages: number | null): AttemptView => ({
  ...{ number: attempt.number, at: attempt.startedAt, status: attempt.statusCode },
  ...{ latencyMs: attempt.latencyMs, error: attempt.error },
  page: pages === null ? null : { number: attempt.page, of: pages },
  answer: attempt.answerStart === null ? null : new TextDecoder().decode(attempt.answerStart),
});

/** Reads what the page of jobs shows: those that are open, and those that were lost. */
export async function readJobs({ db, config, now }: ViewOptions): Promise<JobsView> {
  const at = new Date(now());
  const jobs = [...(await listJobs(db, 'lost', MOST_JOBS)), ...(await listJobs(db, 'open', MOST_JOBS))];
  const entries = jobs.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return { at, jobs: { entries: entries.map((job) => toWatched(job, config, at)) } };
}

function toWatched(job: FollowedJob, { sources }: RelayConfig, at: Date): WatchedJob {
  const { id, source, operation, state, createdAt, nextPollAt, polledAt, error } = job;
  const definition = sources.find(({ name }) => name === source);
  const isLate = polledAt !== null || (nextPollAt !== null && nextPollAt <= at);
  return {
    ...{ source, id, createdAt, askedAt: polledAt, nextAskAt: nextPollAt, error },
    operation: definition?.provider.operations[operation]?.title ?? null,
    state: state === 'lost' ? 'lost' : isLate ? 'late' : 'open',
  };
}

const cursorOf = ({ createdAt, id }: Pick<StoredDelivery, 'createdAt' | 'id'>): string =>
  `${createdAt.getTime()}.${id}`;

function parseCursor(
  cursor: string | undefined,
): { readonly createdAt: Date; readonly id: string } | undefined {
  const [, time, id] = /^(\d{1,13})\.(dlv_[\da-f-]{36})$/.exec(cursor ?? '') ?? [];
  return time === undefined || id === undefined ? undefined : { createdAt: new Date(Number(time)), id };
}
