import { setTimeout as delay } from 'node:timers/promises';
import { createAlarm } from './alarm.ts';
import type { ClaimedMessage, Queues } from './queues.ts';

/** A loop that fetches messages of one queue and handles up to `concurrency` of them at the same time. */
export interface Pump {
  start(): void;
  /** Fetches immediately. Call it after the commit of a transaction that sent a message. */
  wake(): void;
  /** Aborts running handlers, returns their messages to the queue and resolves when all handlers have ended. */
  stop(): Promise<void>;
}

export interface PumpOptions<Message> {
  readonly queue: string;
  readonly concurrency: number;
  /** Returns false while no further message may be fetched. Call `wake` when it returns true again. */
  readonly hasRoom?: () => boolean;
  /** The most messages of one account that all processes handle at the same time. */
  readonly perAccount?: number;
  /** Handles a message and completes it. When it throws, the message returns to the queue. */
  readonly handle: (claim: ClaimedMessage<Message>, signal: AbortSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const HEARTBEAT_MS = 3_000;
const RELEASE_PAUSE_MS = 1_000;
/** How long a pump waits when nothing wakes it. The watch of the queues wakes it for each message. */
const UNWATCHED_MS = 30_000;

/** How many messages are fetched at once, so that other processes find some, too. */
const FETCHED_AT_ONCE = 10;

export function createPump<Message>(queues: Queues, options: PumpOptions<Message>): Pump {
  const { queue, concurrency, hasRoom, perAccount, onError } = options;
  const stopping = new AbortController();
  const inWork = new Map<ClaimedMessage<Message>, Promise<void>>();
  const alarm = createAlarm();
  const wanted = () => {
    const free = Math.min(concurrency - inWork.size, FETCHED_AT_ONCE);
    if (hasRoom === undefined) return free;
    // One message may take all the room.
    return hasRoom() ? Math.min(free, 1) : 0;
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const limit = wanted();
      const claims = await fetchClaims(queues, options, limit);
      for (const claim of claims) {
        const work = workOn(queues, options, { claim, signal: stopping.signal }).finally(() => {
          inWork.delete(claim);
          alarm.ring();
        });
        inWork.set(claim, work);
      }
      // A short answer may also mean that the next messages were of an account at its limit.
      const isEmpty = claims.length < limit && (perAccount === undefined || claims.length === 0);
      if (isEmpty || limit === 0) await alarm.pause(UNWATCHED_MS);
    }
  };
  let heartbeat: NodeJS.Timeout | undefined;
  let looping = Promise.resolve();
  return {
    start: () => {
      heartbeat = setInterval(() => void queues.heartbeat([...inWork.keys()]).catch(onError), HEARTBEAT_MS);
      queues.watch(queue, () => alarm.ring());
      looping = loop();
    },
    wake: () => alarm.ring(),
    stop: async () => {
      stopping.abort(new Error('The server is shutting down.'));
      alarm.ring();
      await looping;
      await Promise.all(inWork.values());
      clearInterval(heartbeat);
    },
  };
}

async function fetchClaims<Message>(
  queues: Queues,
  { queue, perAccount, onError }: PumpOptions<Message>,
  limit: number,
): Promise<readonly ClaimedMessage<Message>[]> {
  if (limit === 0) return [];
  try {
    // All messages of one queue have the same type, because one module sends them.
    return (await queues.fetch(queue, limit, perAccount)) as readonly ClaimedMessage<Message>[];
  } catch (error) {
    onError(error);
    return [];
  }
}

async function workOn<Message>(
  queues: Queues,
  { handle, onError }: PumpOptions<Message>,
  { claim, signal }: { readonly claim: ClaimedMessage<Message>; readonly signal: AbortSignal },
): Promise<void> {
  try {
    await handle(claim, signal);
  } catch (error) {
    if (!signal.aborted) onError(error);
    await release(queues, { claim, signal, onError });
  }
}

/** Returns a message to its queue. A database that refuses this, for example on a full disk, is asked again. */
async function release(
  queues: Queues,
  {
    claim,
    signal,
    onError,
  }: {
    readonly claim: ClaimedMessage<unknown>;
    readonly signal: AbortSignal;
    readonly onError: (error: unknown) => void;
  },
): Promise<void> {
  for (;;) {
    try {
      await queues.release(claim);
      return;
    } catch (error) {
      onError(error);
    }
    const isOver = await delay(RELEASE_PAUSE_MS, false, { signal }).catch(() => true);
    if (isOver) return;
  }
}
