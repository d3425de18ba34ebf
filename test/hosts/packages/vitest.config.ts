import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const MINUTE = 60_000;

export default defineConfig({
  root: join(import.meta.dirname, '../../..'),
  test: {
    name: 'packages',
    include: ['test/hosts/packages/*.test.ts'],
    testTimeout: 3 * MINUTE,
    // npm builds, packs and installs before the tests.
    hookTimeout: 10 * MINUTE,
  },
});
