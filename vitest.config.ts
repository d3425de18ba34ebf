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

/**
 * Limits each test and each hook. A limit ends a test that waits in vain. It is ten times as long as the slowest test
 * takes on an idle machine, so that tests pass on a busy one.
 */
const timeLimit = (seconds: number) => ({ testTimeout: seconds * 1_000, hookTimeout: seconds * 1_000 });

export default defineConfig({
  test: {
    // Most test files wait for other processes half of the time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      project('core', ['packages/core/test/**/*.test.ts'], timeLimit(30)),
      project('server', ['packages/reference-server/test/**/*.test.ts'], {
        ...timeLimit(180),
        globalSetup: ['packages/reference-server/test/support/global-setup.ts'],
      }),
      project('n8n', ['packages/n8n-nodes-scrapekit/test/**/*.test.ts'], timeLimit(120)),
      project('zapier', ['packages/zapier-app/test/**/*.test.ts'], timeLimit(120)),
      project('runner', ['packages/workflow-runner/test/**/*.test.ts'], timeLimit(120)),
      project('contract', ['test/{contract,parity}/**/*.test.ts'], timeLimit(30)),
      project('e2e', ['test/e2e/**/*.test.ts'], timeLimit(240)),
    ],
  },
});
