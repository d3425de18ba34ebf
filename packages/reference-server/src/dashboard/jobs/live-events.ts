import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import { describeProgress, jobCost } from './job-cells.ts';
import type { DashboardServices } from '../page.ts';
import { tooManyStreams } from '../refusals.ts';
import { sessionOf } from '../session-guard.ts';
import { findVisitor } from '../visitor.ts';
import { findOwnJob, findRequestedJob } from './requested-job.ts';

const STREAMS_PER_ACCOUNT = 10;
const READ_EVERY_MS = 1_000;
/** A proxy may close a connection that is silent for a minute. The session is checked at the same time. */
const HEARTBEAT_EVERY_MS = 15_000;
/** The browser connects again after the end of a stream. */
const LIFE_MS = 300_000;
const RECONNECT_MS = 3_000;

/** Adds `/jobs/{id}/events`, which sends the progress of a job as server-sent events until the job ends. */
export function addLiveEvents(app: FastifyInstance, services: DashboardServices): void {
  const streams = createStreamCount();
  const closing = new AbortController();
  // The server closes when all answers have ended, so these must end first.
  app.addHook('preClose', (done) => {
    closing.abort();
    done();
  });
  app.get('/jobs/:id/events', async (request, reply) => {
    await findRequestedJob(services, request);
    const { accountId } = sessionOf(request);
    if (!streams.begin(accountId)) throw tooManyStreams(STREAMS_PER_ACCOUNT);
    const gone = new AbortController();
    const end = () => {
      streams.end(accountId);
      gone.abort();
    };
    // A client may have gone while the job was read. Then nothing tells it any more.
    if (reply.raw.destroyed) end();
    else reply.raw.once('close', end);
    const signal = AbortSignal.any([closing.signal, gone.signal]);
    // nginx sends an answer on at once only with this header.
    reply
      .headers({ 'x-accel-buffering': 'no', connection: 'close' })
      .type('text/event-stream; charset=utf-8');
    return await reply.send(Readable.from(followJob(services, request, signal), { objectMode: false }));
  });
}

function createStreamCount() {
  const open = new Map<string, number>();
  return {
    /** Returns false when the account has too many streams. */
    begin: (accountId: string): boolean => {
      const count = open.get(accountId) ?? 0;
      if (count >= STREAMS_PER_ACCOUNT) return false;
      open.set(accountId, count + 1);
      return true;
    },
    end: (accountId: string): void => {
      const count = open.get(accountId) ?? 0;
      if (count <= 1) open.delete(accountId);
      else open.set(accountId, count - 1);
    },
  };
}

/** Yields the text of the stream. It ends with the job, the session, its life or the signal. */
async function* followJob(
  services: DashboardServices,
  request: FastifyRequest,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { clock } = services;
  const { id } = request.params as { readonly id: string };
  const endsAt = clock.now() + LIFE_MS;
  let heartbeatAt = clock.now() + HEARTBEAT_EVERY_MS;
  let shown = '';
  yield `retry: ${RECONNECT_MS}\n\n`;
  while (!signal.aborted && clock.now() < endsAt) {
    const job = await findOwnJob(services, request, id);
    if (job === undefined) return;
    const state = JSON.stringify(liveState(job));
    if (state !== shown) yield `data: ${state}\n\n`;
    shown = state;
    if (isTerminal(job.status)) {
      yield 'event: ended\ndata: {}\n\n';
      return;
    }
    if (clock.now() >= heartbeatAt) {
      const { session } = await findVisitor(request, services);
      if (session === undefined || session.suspended) return;
      heartbeatAt = clock.now() + HEARTBEAT_EVERY_MS;
      yield ': the job is still open\n\n';
    }
    await clock.sleep(READ_EVERY_MS, signal).catch(() => undefined);
  }
}

/** What the script of the page shows, with the texts as the page has them. */
const liveState = (job: StoredJob): object => ({
  state: job.status,
  produced: job.produced,
  goal: Math.max(job.target ?? job.cap, 1),
  progress: describeProgress(job),
  cost: String(jobCost(job)),
});
