import { Expression } from './n8n-workflow.ts';

/**
 * Makes n8n's engine store its settings in this folder instead of ~/.n8n. n8n reads these variables once per process, so
 * only the first call has an effect.
 */
export function setSettingsFolder(folder: string): void {
  process.env.N8N_USER_FOLDER ??= folder;
  process.env.N8N_LOG_LEVEL ??= 'silent';
}

let users = 0;

/**
 * Makes n8n evaluate expressions in isolates, as it does since 2.0. The whole process shares them; they are released when
 * the last caller has disposed of its part.
 */
export async function startExpressionEngine(): Promise<AsyncDisposable> {
  users++;
  await Expression.initExpressionEngine({
    engine: 'vm',
    bridgeTimeout: 5000,
    bridgeMemoryLimit: 128,
    poolSize: 1,
    maxCodeCacheSize: 1024,
  });
  return {
    [Symbol.asyncDispose]: async () => {
      users--;
      if (users === 0) await Expression.disposeExpressionEngine();
    },
  };
}
