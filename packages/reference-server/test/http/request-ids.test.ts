import { expect, test } from 'vitest';
import { createRequestIds } from '../../src/http/http-server.ts';

test('C020, C022: request ids have their form and do not repeat in 200000 calls', () => {
  const next = createRequestIds();

  const ids = Array.from({ length: 200_000 }, next);

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^req_[0-9a-f]{10}$/.test(id))).toEqual([]);
});
