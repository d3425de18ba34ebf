import { describe, test } from 'vitest';
import { undiciTransport } from '../../src/adapters/undici.ts';
import { transportContract } from '../../src/testing/transport-contract.ts';

describe('the undici transport', () => {
  for (const { name, run } of transportContract(undiciTransport())) test(name, run);
});
