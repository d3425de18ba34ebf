import type { Dice } from './dice.ts';
import type { Lane } from './lane.ts';
import type { Servers } from './servers.ts';

/** Kills servers while jobs run, spread over the work. */
export interface Kills {
  /** Notes that one more job has ended, after which a kill may be due. */
  jobEnded(): void;
  /** Resolves when every kill that was due is done, and its server runs again. */
  done(): Promise<void>;
}

export const noKills: Kills = { jobEnded: () => undefined, done: () => Promise.resolve() };

export interface KillsOptions {
  readonly servers: Pick<Servers, 'kill'>;
  readonly lanes: readonly Lane[];
  readonly dice: Dice;
  readonly jobs: number;
  readonly kills: number;
  readonly log: (line: string) => void;
}

const LOGGED_EVERY = 100;

export function planKills({ servers, lanes, dice, jobs, kills, log }: KillsOptions): Kills {
  // The number of ended jobs at which each kill is due.
  const due = Array.from({ length: kills }, (_, index) =>
    Math.floor((jobs * (index + 0.1 + 0.7 * dice('kill', index))) / kills),
  );
  let ended = 0;
  let killed = 0;
  let working: Promise<void> = Promise.resolve();
  const kill = async () => {
    killed += 1;
    for (const { current } of lanes) current?.kills.push(killed);
    await servers.kill(dice('killed process', killed));
  };
  const killWhenDue = () => {
    const [next] = due;
    if (next === undefined || next > ended) return;
    due.shift();
    working = working.then(kill);
    killWhenDue();
  };
  killWhenDue();
  return {
    jobEnded: () => {
      ended += 1;
      killWhenDue();
      if (ended % LOGGED_EVERY === 0) log(`${ended} of ${jobs} jobs have ended, after ${killed} kills`);
    },
    done: () => working,
  };
}
