import { DataDeduplicationService } from 'n8n-core';
import type { ICheckProcessedContextData, IDataDeduplicator, IDeduplicationOutput } from 'n8n-workflow';

type Entries = Parameters<IDataDeduplicator['checkProcessedAndRecord']>[0];

/** What n8n keeps in its database for `checkProcessedAndRecord`: the entries each node of a workflow has seen. */
class SeenEntries implements IDataDeduplicator {
  readonly #seen = new Map<string, Set<unknown>>();

  checkProcessedAndRecord(
    items: Entries,
    _scope: unknown,
    context: ICheckProcessedContextData,
  ): Promise<IDeduplicationOutput> {
    const seen = this.#of(context);
    const processed = items.filter((item) => seen.has(item));
    const fresh = items.filter((item) => !seen.has(item));
    for (const item of fresh) seen.add(item);
    return Promise.resolve({ new: fresh, processed });
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

/** n8n-core takes one such store per process. */
export async function provideSeenEntries(): Promise<void> {
  if (isReady) return;
  isReady = true;
  await DataDeduplicationService.init(new SeenEntries());
}
