import { hash } from 'node:crypto';

/** A sequence of numbers that is a function of the words it was created from. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

export const digest = (...words: readonly (string | number)[]): Buffer =>
  hash('sha256', words.join('\u0000'), 'buffer');

/** Creates an sfc32 generator, which is fast and gives the same numbers on every machine. */
export function createRandom(...words: readonly (string | number)[]): Random {
  const seed = digest(...words);
  let a = seed.readUInt32LE(0);
  let b = seed.readUInt32LE(4);
  let c = seed.readUInt32LE(8);
  let counter = 1;
  const next = (): number => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 4294967296;
  };
  for (let round = 0; round < 8; round++) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (choices) => pickFrom(choices, below),
  };
}

/** Picks a value by its share, which is from 0 to 1. The rest of the shares belongs to `otherwise`. */
export function pickByShare<T>(
  random: Random,
  shares: readonly (readonly [value: T, share: number])[],
  otherwise: T,
): T {
  let left = random.next();
  for (const [value, share] of shares) {
    if (left < share) return value;
    left -= share;
  }
  return otherwise;
}

function pickFrom<T>(choices: readonly T[], below: (limit: number) => number): T {
  const index = below(choices.length);
  if (index >= choices.length) throw new RangeError('The list to pick from is empty.');
  return choices[index] as T;
}
