import { DataDeduplicationService } from 'n8n-core';
import type { ICheckProcessedContextData, IDataDeduplicator, IDeduplicationOutput } from 'n8n-workflow';
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

type Entries = Parameters<IDataDeduplicator['checkProcessedAndRecord']>[0];

/** Stores in memory the items that each node has processed. n8n keeps them in its database. */
class ProcessedItems implements IDataDeduplicator {
  readonly #seen = new Map<string, Set<unknown>>();

  checkProcessedAndRecord(
    items: Entries,
    _scope: unknown,
    context: ICheckProcessedContextData,
  ): Promise<IDeduplicationOutput> {
    const seen = this.#of(context);
    const processed = items.filter((item) => seen.has(item));
    const unseen = items.filter((item) => !seen.has(item));
    for (const item of unseen) seen.add(item);
    return Promise.resolve({ new: unseen, processed });
  }

  removeProcessed(items: Entries, _scope: unknown, context: ICheckProcessedContextData): Promise<void> {
    for (const item of items) this.#of(context).delete(item);
    return Promise.resolve();
  }

  clearAllProcessedItems(_scope: unknown, context: ICheckProcessedContextData): Promise<void> {
    this.#of(context).clear();
    return Promise.resolve();
  }

  getProcessedDataCount(_scope: unknown, context: ICheckProcessedContextData): Promise<number> {
    return Promise.resolve(this.#of(context).size);
  }

  #of({ workflow, node }: ICheckProcessedContextData): Set<unknown> {
    const key = `${workflow.id}:${node?.id ?? ''}`;
    const seen = this.#seen.get(key) ?? new Set();
    this.#seen.set(key, seen);
    return seen;
  }
}

let isReady = false;

/** Gives n8n-core the store for processed items. It accepts one per process. */
export async function provideProcessedItems(): Promise<void> {
  if (isReady) return;
  isReady = true;
  await DataDeduplicationService.init(new ProcessedItems());
}
