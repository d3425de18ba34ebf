import { createAlarm } from '../pacing/alarm.ts';
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
  /** Handles a message and completes it. When it throws, the message returns to the queue. */
  readonly handle: (claim: ClaimedMessage<Message>, signal: AbortSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const HEARTBEAT_MS = 3_000;

export function createPump<Message>(queues: Queues, options: PumpOptions<Message>): Pump {
  const { concurrency, onError } = options;
  const stopping = new AbortController();
  const inWork = new Map<ClaimedMessage<Message>, Promise<void>>();
  const alarm = createAlarm();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const free = concurrency - inWork.size;
      const claims = await fetchClaims(queues, options, free);
      for (const claim of claims) {
        const work = workOn(queues, options, { claim, signal: stopping.signal }).finally(() => {
          inWork.delete(claim);
          alarm.ring();
        });
        inWork.set(claim, work);
      }
      if (claims.length < free || free === 0) await alarm.pause(queues.pollMs);
    }
  };
  let heartbeat: NodeJS.Timeout | undefined;
  let looping = Promise.resolve();
  return {
    start: () => {
      heartbeat = setInterval(() => void queues.heartbeat([...inWork.keys()]).catch(onError), HEARTBEAT_MS);
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
  { queue, onError }: PumpOptions<Message>,
  limit: number,
): Promise<readonly ClaimedMessage<Message>[]> {
  if (limit === 0) return [];
  try {
    // All messages of one queue have the same type, because one module sends them.
    return (await queues.fetch(queue, limit)) as readonly ClaimedMessage<Message>[];
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
    await queues.release(claim).catch(onError);
  }
}
