import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environment, main, type Environment } from './mcp-client.ts';

export interface Program {
  /** Resolves with the first match on stderr. Rejects when the program ends without one. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code and everything that was printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  readonly input: NodeJS.WritableStream;
  stop(): Promise<void>;
}

/** Starts the program in a separate process. */
export function startProgram(args: readonly string[], env: Environment): Program {
  const child = spawn(process.execPath, ['--conditions=@scrapekit/source', main, ...args], {
    env: environment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      child.emit('printed');
    });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, ...output }));
  return {
    ended,
    input: child.stdin,
    async printed(pattern) {
      for (;;) {
        const match = pattern.exec(output.stderr);
        if (match !== null) return match;
        const end = await Promise.race([once(child, 'printed').then(() => undefined), ended]);
        if (end !== undefined) throw new Error(`The program ended without ${String(pattern)}: ${end.stderr}`);
      }
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}
