import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Node gets these conditions, too. With 'import' among them, `require` would load the ES module of packages that have both.
const conditions = ['@scrapekit/source', 'node'];

function project(name: string, include: string[], overrides: object = {}) {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: { name, include, ...overrides },
  };
}

export default defineConfig({
  test: {
    // Most test files wait for other processes half of the time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      project('core', ['packages/core/test/**/*.test.ts']),
      project('server', ['packages/reference-server/test/**/*.test.ts'], {
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      project('n8n', ['packages/n8n-nodes-scrapekit/test/**/*.test.ts'], {
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      project('zapier', ['packages/zapier-app/test/**/*.test.ts'], {
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      project('runner', ['packages/workflow-runner/test/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      project('contract', ['test/{contract,parity}/**/*.test.ts']),
      project('e2e', ['test/e2e/**/*.test.ts'], { testTimeout: 120_000, hookTimeout: 120_000 }),
    ],
  },
});
