import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

export interface CliOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  /** Resolves with the first match in the output, also in later output. Rejects when the process ends without one. */
  printed(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends SIGINT, as Ctrl-C does. */
  interrupt(): void;
  readonly outcome: Promise<CliOutcome>;
}

/** Starts the command line in a separate process, without the keys of this machine. */
export function startCli(args: readonly string[], env: Environment = {}): RunningCli {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/_(API_KEY|BASE_URL|WEBHOOK_SECRET)$/.test(name),
  );
  const child = spawn(process.execPath, ['--conditions=@scrapekit/source', main, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      child.emit('printed');
    });
  const outcome = once(child, 'close').then(() => ({ code: child.exitCode, ...output }));
  return {
    async printed(stream, pattern) {
      for (;;) {
        const match = pattern.exec(output[stream]);
        if (match !== null) return match;
        const ended = await Promise.race([once(child, 'printed').then(() => undefined), outcome]);
        if (ended !== undefined && !pattern.test(output[stream]))
          throw new Error(
            `The command line ended without ${String(pattern)}: ${ended.stdout}${ended.stderr}`,
          );
      }
    },
    interrupt: () => void child.kill('SIGINT'),
    outcome,
  };
}

/** Runs a command line to its end. */
export const runCli = (args: readonly string[], env?: Environment): Promise<CliOutcome> =>
  startCli(args, env).outcome;
