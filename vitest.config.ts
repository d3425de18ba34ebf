import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

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

/** The test files that take longest, in the order in which they start. */
const longestFiles = [
  /^test\/(?:e2e|chaos)\//,
  /\/test\/providers\/\w+\/(?:scrapenest|scrupp|scrapfly|matchkraft|volume|scrape|verify)\.test\.ts$/,
  /\/kill/,
  /\/test\/process\//,
  /first-account|dashboard\.test/,
];

/**
 * Starts the files that take longest first, so that a run does not end with one of them while the other workers have
 * nothing to do. Vitest itself starts the largest files first, unless it remembers an earlier run.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const path = relative(import.meta.dirname, moduleId);
      const position = longestFiles.findIndex((pattern) => pattern.test(path));
      return position === -1 ? longestFiles.length : position;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Most test files wait for other processes half of the time.
    maxWorkers: availableParallelism() + 3,
    projects: [
      project('core', ['packages/core/test/**/*.test.ts'], timeLimit(30)),
      project('guarded-http', ['packages/guarded-http/test/**/*.test.ts'], timeLimit(30)),
      project('storage', ['packages/storage/test/**/*.test.ts'], timeLimit(60)),
      project('server', ['packages/reference-server/test/**/*.test.ts'], {
        ...timeLimit(180),
        globalSetup: ['packages/reference-server/test/support/global-setup.ts'],
      }),
      project('n8n', ['packages/n8n-nodes-scrapekit/test/**/*.test.ts'], timeLimit(120)),
      project('zapier', ['packages/zapier-app/test/**/*.test.ts'], timeLimit(120)),
      project('runner', ['packages/workflow-runner/test/**/*.test.ts'], timeLimit(120)),
      project('make', ['packages/make-app/test/**/*.test.ts'], timeLimit(180)),
      project('relay', ['packages/webhook-relay/test/**/*.test.ts'], timeLimit(300)),
      project('cli', ['packages/cli/test/**/*.test.ts'], timeLimit(120)),
      project('mcp', ['packages/mcp-server/test/**/*.test.ts'], timeLimit(120)),
      project('contract', ['test/{contract,parity}/**/*.test.ts'], timeLimit(30)),
      project('examples', ['test/examples/**/*.test.ts'], timeLimit(30)),
      project('e2e', ['test/{e2e,chaos}/**/*.test.ts'], timeLimit(240)),
    ],
  },
});
