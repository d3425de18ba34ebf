import type { Row } from '@scrapekit/core';
import { expect, test } from 'vitest';
import { collectRows } from '../../src/shared/job-output.ts';

async function* rowsOf(count: number, onRead: (index: number) => void = () => {}): AsyncGenerator<Row> {
  for (let index = 0; index < count; index++) {
    onRead(index);
    yield await Promise.resolve({ index });
  }
}

test('collects every row below both limits', async () => {
  const collected = await collectRows(rowsOf(3), { rows: 3, bytes: 1000 });

  expect(collected).toEqual({ rows: [{ index: 0 }, { index: 1 }, { index: 2 }], complete: true });
});

test('stops at the limit of rows and reads one row more', async () => {
  const read: number[] = [];

  const { rows, complete } = await collectRows(
    rowsOf(1000, (index) => read.push(index)),
    { rows: 2, bytes: 1000 },
  );

  expect(rows).toHaveLength(2);
  expect(complete).toBe(false);
  expect(read).toHaveLength(3);
});

test('stops at the limit of bytes', async () => {
  const { rows, complete } = await collectRows(rowsOf(10), { rows: 10, bytes: 2 * '{"index":0},'.length });

  expect(rows).toHaveLength(2);
  expect(complete).toBe(false);
});
