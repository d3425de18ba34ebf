import { createHash } from 'node:crypto';
import type { Bundle, ZObject } from 'zapier-platform-core';

/** Zapier's cache, which keeps small values between the runs of a Zap. */
export interface Memory {
  /** Returns the value, undefined when there is none, or `unreachable` when the cache does not answer. */
  readonly get: (key: string) => Promise<unknown>;
  /** Returns whether the cache answered. With `onlyNew`, a value that is there stays. */
  readonly set: (
    key: string,
    value: unknown,
    seconds: number,
    options?: { readonly onlyNew?: boolean },
  ) => Promise<boolean>;
  readonly remove: (key: string) => Promise<void>;
}

export const UNREACHABLE = Symbol('unreachable');

/** The cache must not use up the time of the step. */
const ANSWER_MS = 2000;

/**
 * Opens Zapier's cache. A cache that fails or is slow does not fail the step, and it is not asked again by this memory, so
 * that the step loses the time only once.
 */
export function openMemory({ cache }: Pick<ZObject, 'cache'>): Memory {
  let answers = true;
  const within = async <T>(call: () => Promise<T>): Promise<T | typeof UNREACHABLE> => {
    if (!answers) return UNREACHABLE;
    const result = await inTime(call);
    answers = result !== UNREACHABLE;
    return result;
  };
  const inTime = async <T>(call: () => Promise<T>): Promise<T | typeof UNREACHABLE> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<typeof UNREACHABLE>((resolve) => {
      timer = setTimeout(() => resolve(UNREACHABLE), ANSWER_MS);
    });
    try {
      return await Promise.race([call(), late]);
    } catch {
      return UNREACHABLE;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    get: (key) => within(async () => ((await cache.get(key)) as unknown) ?? undefined),
    set: async (key, value, seconds, { onlyNew = false } = {}) => {
      const answer = await within(async () => await cache.set(key, value, seconds, undefined, onlyNew));
      return answer !== UNREACHABLE;
    },
    remove: async (key) => {
      await within(async () => await cache.delete(key));
    },
  };
}

/** Returns the time that is kept under the key. When there is none, keeps `now` and returns it. */
export async function firstTime(
  z: Pick<ZObject, 'cache'>,
  key: string,
  { now, seconds }: { readonly now: number; readonly seconds: number },
): Promise<number> {
  const memory = openMemory(z);
  const first = await memory.get(key);
  if (typeof first === 'number') return first;
  await memory.set(key, now, seconds);
  return now;
}

/**
 * Names a value in the cache, which all users of an app share. The parts are hashed, because a key of the cache is no place
 * for an API key, and because a job's id may be a number that another account has as well.
 */
export const memoryKey = (kind: string, parts: readonly unknown[]): string =>
  `${kind}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;

/**
 * Names the Zap in a key of the cache, which all Zaps of an app share. Zapier marks the id as deprecated, because its other
 * products have none, and still sends it with each run of a Zap.
 */
export function zapName(bundle: Pick<Bundle, 'meta'>): string {
  // Zapier's command line leaves `meta` out.
  const { meta } = bundle as { readonly meta?: { readonly zap?: { readonly id?: string } } };
  return meta?.zap?.id ?? '';
}
