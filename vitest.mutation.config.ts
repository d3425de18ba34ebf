import { defineConfig } from 'vitest/config';

const conditions = ['@scrapekit/source', 'node'];

/** Core's tests alone, without those that repeat one check ten thousand times: one counter-example kills a mutant. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/core/test/{webhooks,jobs,engine}/**/*.test.ts'],
    exclude: ['**/forgeries/**', '**/*forger*'],
  },
});
