import { defineConfig } from 'vitest/config';

const conditions = ['@scrapekit/source', 'node'];

/** Only core's tests, without those that repeat one check with many generated values, because each mutant would repeat them too. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/core/test/{webhooks,jobs,engine}/**/*.test.ts'],
    exclude: ['**/*forger*', '**/own-errors*'],
  },
});
