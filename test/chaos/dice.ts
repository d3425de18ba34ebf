import { createHash } from 'node:crypto';

/** Returns a number from 0 up to 1, which depends on the seed and the names alone, and not on the order of the calls. */
export type Dice = (...names: readonly (string | number)[]) => number;

export function createDice(seed: string): Dice {
  return (...names) => {
    const digest = createHash('sha256')
      .update(JSON.stringify([seed, ...names]))
      .digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  };
}

/** Returns the entry in whose share the number falls, and undefined when it is beyond all shares. */
export function pick<T>(
  number: number,
  entries: readonly (readonly [share: number, entry: T])[],
): T | undefined {
  let end = 0;
  for (const [share, entry] of entries) {
    end += share;
    if (number < end) return entry;
  }
  return undefined;
}
