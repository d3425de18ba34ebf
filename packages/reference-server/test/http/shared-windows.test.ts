import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSharedWindows } from '../../src/http/rate-limit/shared-windows.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { createPostgresDatabase, type TestDatabase } from '../support/test-database.ts';

describe('createSharedWindows', () => {
  let database: TestDatabase;
  let storage: Storage;
  let now = 0;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    storage = await openStorage({ ...database.settings, queueNames: [], onError: () => undefined });
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  test('C036, C038, C039, C040: a counter counts down, refuses requests over the limit and starts again at Reset', async () => {
    const windows = createSharedWindows(storage.db, { now: () => now });
    now = 1_000_250;

    const first = await windows.hit('key', 1);
    const second = await windows.hit('key', 1);
    now = second.reset * 1000 - 1;
    const late = await windows.hit('key', 1);
    now = second.reset * 1000;
    const fresh = await windows.hit('key', 1);

    expect(first).toEqual({ limit: 1, remaining: 0, reset: 1060 });
    expect(second).toEqual({ limit: 1, remaining: 0, reset: 1060, retryAfter: 60 });
    expect(late).toEqual({ limit: 1, remaining: 0, reset: 1060, retryAfter: 1 });
    expect(fresh).toEqual({ limit: 1, remaining: 0, reset: 1120 });
  });

  test('C036: a clock that is set back does not keep a key refused for longer than two minutes', async () => {
    const windows = createSharedWindows(storage.db, { now: () => now });
    now = 7_200_000;
    await windows.hit('set back', 1);
    const refused = await windows.hit('set back', 1);

    now -= 3_600_000;
    const allowed = await windows.hit('set back', 1);

    expect(refused.retryAfter).toBe(60);
    expect(allowed).toEqual({ limit: 1, remaining: 0, reset: 3660 });
  });

  test('C041: a process whose clock is some seconds behind counts in the window of the others', async () => {
    const ahead = createSharedWindows(storage.db, { now: () => 10_005_000 });
    const behind = createSharedWindows(storage.db, { now: () => 10_000_000 });
    await ahead.hit('shared', 1);

    expect((await behind.hit('shared', 1)).retryAfter).toBe(65);
  });
});
