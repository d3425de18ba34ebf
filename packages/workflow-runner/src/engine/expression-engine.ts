import { Expression } from './n8n-workflow.ts';

let users = 0;

/** Evaluates expressions in isolates, as n8n does since 2.0. They are shared by the process; each user gives them back. */
export async function useExpressionEngine(): Promise<AsyncDisposable> {
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
