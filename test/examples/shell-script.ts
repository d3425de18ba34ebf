import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../examples/catch-hooks/scrapekit.sh', import.meta.url));

const missing = ['curl', 'openssl', 'jq'].filter(
  (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
);

/** Whether this machine has the programs that the script needs. */
export const canRunScript = missing.length === 0;
if (!canRunScript)
  console.warn(`SKIPPED: examples/catch-hooks/scrapekit.sh, because there is no ${missing.join(', ')} here.`);

export interface ScriptEnd {
  readonly code: number;
  readonly errors: string;
}

/** Runs scrapekit.sh with nothing in its environment but the path and these variables. */
export async function runScript(
  args: readonly string[],
  { env, input = '' }: { readonly env: Readonly<Record<string, string>>; readonly input?: string },
): Promise<ScriptEnd> {
  const child = spawn('sh', [script, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  const errors = text(child.stderr);
  // A script that refuses its settings ends before it has read its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { code, errors: await errors };
}
