import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createApi, type Api } from './api.ts';
import { ADMIN_TOKEN } from './test-server.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A server in a separate process, which uses the simulated internet. */
export interface SpawnedServer {
  readonly url: string;
  readonly admin: Api;
  /** Returns its standard output so far. */
  output(): string;
  /** Returns its standard error output so far, which is its log. */
  log(): string;
  signal(name: NodeJS.Signals): void;
  /** Resolves when the process has ended. */
  readonly exited: Promise<unknown>;
  /** Sends the signal, waits until the process has ended and returns its exit code. */
  end(name: NodeJS.Signals): Promise<number | null>;
}

/** Starts `main.ts` and waits until it listens. Rejects with its error output when it ends before. */
export async function spawnServer(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  { preload }: { /** A module to load before the server. */ readonly preload?: string } = {},
): Promise<SpawnedServer> {
  const imports = preload === undefined ? [] : ['--import', pathToFileURL(preload).href];
  const child = spawn(process.execPath, ['--conditions=@scrapekit/source', ...imports, main, ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', ADMIN_TOKEN, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`;
      const address = / listening on (\S+)$/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
    void exited.then(() => reject(new Error(errors)));
  });
  return {
    url,
    admin: createApi(`${url}/admin`, ADMIN_TOKEN),
    output: () => output,
    log: () => errors,
    signal: (name) => void child.kill(name),
    exited,
    end: async (name) => {
      child.kill(name);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}
