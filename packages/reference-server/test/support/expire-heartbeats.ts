import { runStatement } from './postgres-server.ts';
import type { TestDatabase } from './test-database.ts';

/**
 * Sets back the heartbeats of a killed process, so that the next one takes over its messages at once. Without this, a
 * claim on PostgreSQL ends after ten seconds without a heartbeat. On PGlite it ends at the next start.
 */
export async function expireHeartbeats({ settings: { databaseUrl } }: TestDatabase): Promise<void> {
  if (databaseUrl === undefined) return;
  await runStatement(
    databaseUrl,
    `update pgboss.job set heartbeat_on = now() - interval '1 minute' where state = 'active'`,
  );
}
