import { createRelayProcess, type RelayProcess, type RelayProcessOptions } from './relay-process.ts';

/** The processes of a relay, between which requests are spread as a load balancer does. */
export interface RelayFleet {
  /** Returns the address of the next process that listens, or undefined when none does. */
  pickUrl(): string | undefined;
  /** Kills the process whose turn it is, and starts it again. */
  killOne(turn: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the processes of a relay. */
export async function createRelayFleet(size: number, options: RelayProcessOptions): Promise<RelayFleet> {
  const processes = Array.from({ length: size }, () => createRelayProcess(options));
  const close = async () => {
    await Promise.all(processes.map(async (one) => await one.close()));
  };
  try {
    await Promise.all(processes.map(async (one) => await one.start()));
  } catch (error) {
    await close();
    throw error;
  }
  let picked = 0;
  return {
    pickUrl: () => {
      const urls = processes.flatMap(({ url }) => url ?? []);
      return urls[picked++ % urls.length];
    },
    killOne: async (turn) => {
      const one = processes[turn % size] as RelayProcess;
      await one.kill();
      await one.start();
    },
    close,
  };
}
