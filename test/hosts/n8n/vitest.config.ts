import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { missingInstallation } from './installation.ts';

const conditions = ['@scrapekit/source', 'node'];
const MINUTE = 60_000;

const missing = missingInstallation();
if (missing !== undefined) console.warn(`SKIPPED: the nodes in the real n8n, because ${missing}`);

const root = join(import.meta.dirname, '../../..');

export default defineConfig({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    name: 'hosts',
    include: missing === undefined ? ['test/hosts/n8n/**/*.test.ts'] : [],
    exclude: ['**/node_modules/**'],
    passWithNoTests: true,
    // Each file starts an n8n of its own, and two of them would fill two processors.
    fileParallelism: false,
    // Tests in a file wait for jobs and timers most of the time. n8n wakes sleeping executions once a minute.
    maxConcurrency: 50,
    testTimeout: 16 * MINUTE,
    hookTimeout: 16 * MINUTE,
  },
});
