import { BackupUnderWayError } from '@scrapekit/storage';
import type { FastifyInstance } from 'fastify';
import { hasToken } from '../http/bearer.ts';
import { HttpError } from '../http/errors.ts';
import type { Storage } from '../storage/open-storage.ts';

export interface BackupRouteOptions {
  readonly storage: Pick<Storage, 'backUp'>;
  /** A request needs one of these Bearer tokens. */
  readonly tokens: readonly string[];
}

/** Adds `POST /admin/backup`, which answers with an archive of the embedded database. The server goes on meanwhile. */
export function addBackupRoute(
  app: FastifyInstance,
  { storage: { backUp }, tokens }: BackupRouteOptions,
): void {
  app.post('/admin/backup', async (request, reply) => {
    if (!tokens.some((token) => hasToken(request, token))) throw invalidToken();
    if (backUp === undefined) throw notEmbedded();
    const archive = await backUp().catch((error: unknown) => {
      throw error instanceof BackupUnderWayError ? underWay(error) : error;
    });
    return await reply
      .headers({
        'content-type': 'application/gzip',
        'content-disposition': 'attachment; filename="scrapekit-backup.tar.gz"',
      })
      .send(archive);
  });
}

const invalidToken = (): HttpError =>
  new HttpError(401, 'invalid_admin_token', {
    message: 'Send the admin token in an Authorization header: Bearer ...',
    headers: { 'www-authenticate': 'Bearer' },
  });

const notEmbedded = (): HttpError =>
  new HttpError(409, 'not_embedded', {
    message: 'The database is a PostgreSQL server. Back it up with pg_dump.',
  });

const underWay = (cause: BackupUnderWayError): HttpError =>
  new HttpError(409, 'backup_under_way', {
    message: `${cause.message} Try again when it has ended.`,
    headers: { 'retry-after': '10' },
    cause,
  });
