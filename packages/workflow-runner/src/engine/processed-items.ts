import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { DataDeduplicationService } from 'n8n-core';
import type { ICheckProcessedContextData, IDataDeduplicator, IDeduplicationOutput } from 'n8n-workflow';
import { OperationalError, UserError } from './n8n-workflow.ts';

type Call = Parameters<IDataDeduplicator['checkProcessedAndRecord']>;
type Entries = Call[0];
type Scope = Call[1];
type Options = Call[3];

/**
 * Stores in memory the items that nodes have processed. n8n has one database row per workflow and node for them, which it
 * reads and then writes without a lock. Simultaneous callers get the same results here as there: two first callers
 * conflict, and of two later ones the second overwrites what the first has added.
 */
class ProcessedItems implements IDataDeduplicator {
  /** The hashes of the processed items, by the key of the row. */
  readonly #rows = new Map<string, readonly string[]>();

  async checkProcessedAndRecord(
    items: Entries,
    scope: Scope,
    context: ICheckProcessedContextData,
    { mode, maxEntries }: Options,
  ): Promise<IDeduplicationOutput> {
    if (mode !== 'entries') throw new UserError(`This runner does not deduplicate in the mode ${mode}.`);
    const key = keyOf(scope, context);
    const row = await this.#read(key);
    const isKnown = (item: Entries[number]) => row?.includes(hash(item)) === true;
    const unseen = items.filter((item) => !isKnown(item));
    const hashes = [...(row ?? []), ...unseen.map(hash)];
    await setImmediate();
    if (row === undefined && this.#rows.has(key)) {
      throw new OperationalError(
        'SQLITE_CONSTRAINT: UNIQUE constraint failed: processed_data.context, processed_data.workflowId',
      );
    }
    this.#rows.set(key, hashes.slice(-(maxEntries ?? hashes.length)));
    return { new: unseen, processed: items.filter(isKnown) };
  }

  async removeProcessed(items: Entries, scope: Scope, context: ICheckProcessedContextData): Promise<void> {
    const key = keyOf(scope, context);
    const row = await this.#read(key);
    const removed = items.map(hash);
    await setImmediate();
    if (row !== undefined) {
      this.#rows.set(
        key,
        row.filter((each) => !removed.includes(each)),
      );
    }
  }

  async clearAllProcessedItems(scope: Scope, context: ICheckProcessedContextData): Promise<void> {
    const key = keyOf(scope, context);
    await setImmediate();
    this.#rows.delete(key);
  }

  async getProcessedDataCount(scope: Scope, context: ICheckProcessedContextData): Promise<number> {
    return (await this.#read(keyOf(scope, context)))?.length ?? 0;
  }

  async #read(key: string): Promise<readonly string[] | undefined> {
    await setImmediate();
    return this.#rows.get(key);
  }
}

/** n8n computes the key of the row before its first query. */
const keyOf = (scope: Scope, { workflow, node }: ICheckProcessedContextData): string =>
  scope === 'node' ? `${workflow.id} n:${node?.id ?? ''}` : `${workflow.id} `;

const hash = (item: Entries[number]): string => createHash('md5').update(String(item)).digest('base64');

let isReady = false;

/** Gives n8n-core the store for processed items. It accepts one per process. */
export async function provideProcessedItems(): Promise<void> {
  if (isReady) return;
  isReady = true;
  await DataDeduplicationService.init(new ProcessedItems());
}
