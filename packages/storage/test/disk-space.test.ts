import { describe, expect, test } from 'vitest';
import { createDiskSpace, DiskFullError } from '../src/disk-space.ts';

const MEBIBYTE = 1_048_576;

function createDisk(freeBytes: number | undefined) {
  const state = { freeBytes, now: 0, looks: 0 };
  const disk = createDiskSpace({
    directory: 'data',
    readFreeBytes: () => {
      state.looks += 1;
      return Promise.resolve(state.freeBytes);
    },
    now: () => state.now,
  });
  return { state, disk };
}

describe('the disk of the embedded database', () => {
  test('refuses writes below 128 MiB, and allows them again from 160 MiB on', async () => {
    const { state, disk } = createDisk(128 * MEBIBYTE);
    await disk.require();

    const outcomes: string[] = [];
    for (const mebibytes of [127, 128, 159, 160, 128]) {
      state.freeBytes = mebibytes * MEBIBYTE;
      state.now += 1_000;
      outcomes.push(
        await disk.require().then(
          () => 'allowed',
          (error: unknown) => (error instanceof DiskFullError ? 'refused' : 'broken'),
        ),
      );
    }

    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'allowed', 'allowed']);
  });

  test('is looked at once in a second, also by many writes at the same time', async () => {
    const { state, disk } = createDisk(500 * MEBIBYTE);

    await Promise.all(Array.from({ length: 20 }, async () => await disk.require()));
    state.now = 999;
    await disk.require();
    const first = state.looks;
    state.now = 1_000;
    await disk.require();

    expect([first, state.looks]).toEqual([1, 2]);
  });

  test('tells the operator the folder and what is missing', async () => {
    const { disk } = createDisk(3.5 * MEBIBYTE);

    await expect(disk.require()).rejects.toThrow(
      'The disk of DATA_DIR data has 3 MiB free, and the embedded database needs 128 MiB. Free some space.',
    );
  });

  test('does not refuse when the file system does not tell the free space', async () => {
    const { disk } = createDisk(undefined);

    await disk.require();
  });

  test('is read from the file system of the folder', async () => {
    await createDiskSpace({ directory: import.meta.dirname }).require();
    await createDiskSpace({ directory: 'no such folder' }).require();
  });
});
