import { expect, test } from 'vitest';
import { createTurns } from '../src/event-loop-turns.ts';

/** Runs 100 statements that take `statementMs` each and answer in microtasks. Returns how often the event loop turned. */
async function countTurns(statementMs: number): Promise<number> {
  let now = 0;
  const takeTurns = createTurns(() => now);
  let turns = 0;
  let isDone = false;
  const count = () => {
    if (isDone) return;
    turns += 1;
    setImmediate(count);
  };
  setImmediate(count);
  for (let statement = 0; statement < 100; statement++) {
    await Promise.resolve();
    now += statementMs;
    await takeTurns();
  }
  isDone = true;
  return turns;
}

test('a loop over the embedded database lets the event loop turn after 20 ms', async () => {
  expect(await countTurns(10)).toBeGreaterThanOrEqual(30);
});

test('a loop that takes less than 20 ms is not interrupted', async () => {
  expect(await countTurns(0.1)).toBe(0);
});
