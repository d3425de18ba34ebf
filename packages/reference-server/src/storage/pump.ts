import type { Claim, Queues } from './queues.ts';

/** Keeps up to `concurrency` messages of one queue in work. */
export interface Pump {
  start(): void;
  /** Looks at once: call it after committing a transaction that sent a message. */
  wake(): void;
  /** Aborts what is in work, gives its claims back, and resolves when nothing is left. */
  stop(): Promise<void>;
}

export interface PumpOptions<Message> {
  readonly queue: string;
  readonly concurrency: number;
  /** Settles the claim itself; when it throws, the message is put back. */
  readonly handle: (claim: Claim<Message>, signal: AbortSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const HEARTBEAT_MS = 3_000;

export function createPump<Message>(queues: Queues, options: PumpOptions<Message>): Pump {
  const { queue, concurrency, handle, onError } = options;
  const stopping = new AbortController();
  const inWork = new Map<Claim<Message>, Promise<void>>();
  const alarm = createAlarm();

  const work = async (claim: Claim<Message>) => {
    try {
      await handle(claim, stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) onError(error);
      await queues.release(claim).catch(onError);
    } finally {
      inWork.delete(claim);
      alarm.ring();
    }
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const free = concurrency - inWork.size;
      // A queue carries what its senders put in: one kind of message.
      const claims = (
        free > 0 ? await queues.fetch(queue, free).catch(failed(onError)) : []
      ) as readonly Claim<Message>[];
      for (const claim of claims) inWork.set(claim, work(claim));
      if (claims.length < free || free === 0) await alarm.rest(queues.pollMs);
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

const failed =
  (onError: (error: unknown) => void) =>
  (error: unknown): never[] => {
    onError(error);
    return [];
  };

interface Alarm {
  ring(): void;
  rest(ms: number): Promise<void>;
}

// Rings that come while nobody rests are remembered, or a message sent during a fetch would wait a whole poll.
function createAlarm(): Alarm {
  let rang = false;
  let end = () => {};
  return {
    ring: () => {
      rang = true;
      end();
    },
    rest: async (ms) => {
      if (!rang) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rang = false;
    },
  };
}
