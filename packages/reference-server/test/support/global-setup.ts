import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts one PostgreSQL for all test files, and prepares a database on each storage that the files copy. The workers
 * of Vitest inherit the environment variables. Returns the function that stops the server.
 */
export async function setup(): Promise<() => Promise<void>> {
  const main = fileURLToPath(new URL('prepare-databases.ts', import.meta.url));
  const child = fork(main, { execArgv: ['--conditions=@scrapekit/source'] });
  const exited = once(child, 'exit');
  const message = once(child, 'message');
  const failed = exited.then(() => Promise.reject(new Error('The test databases could not be prepared.')));
  failed.catch(() => undefined);
  const [variables] = (await Promise.race([message, failed])) as [Readonly<Record<string, string>>];
  Object.assign(process.env, variables);
  return async () => {
    child.disconnect();
    await exited;
  };
}
