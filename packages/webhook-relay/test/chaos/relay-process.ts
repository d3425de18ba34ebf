import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { killAtExit } from '../../../../test/hosts/n8n/kill-at-exit.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A relay in a process of its own, which is killed and started again on the same data. */
export interface RelayProcess {
  /** Undefined while no process listens. */
  readonly url: string | undefined;
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface RelayProcessOptions {
  readonly settingsFile: string;
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function createRelayProcess({ settingsFile, dataDir, env = {} }: RelayProcessOptions): RelayProcess {
  let child: ChildProcess | undefined;
  let url: string | undefined;
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    url = undefined;
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
  };
  return {
    get url() {
      return url;
    },
    start: async () => {
      const started = spawn(process.execPath, ['--conditions=@scrapekit/source', main, settingsFile], {
        env: {
          ...process.env,
          ...{ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ALLOW_PRIVATE_TARGETS: 'true' },
          ...env,
        },
        // A process that outlives its test must not hold the output of the test run open.
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      child = started;
      killAtExit(started, () => void started.kill('SIGKILL'));
      for await (const line of createInterface({ input: started.stdout })) {
        url = /listening on (\S+)/.exec(line)?.[1];
        if (url !== undefined) break;
      }
      if (url === undefined) throw new Error('The relay did not start.');
      started.stdout.resume();
    },
    kill: async () => await end('SIGKILL'),
    close: async () => await end('SIGTERM'),
  };
}
