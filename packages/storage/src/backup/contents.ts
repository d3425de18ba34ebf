import { z } from 'zod/v4';

/** The first file of a backup. */
export const ABOUT = 'scrapekit-backup.json';
/** The last file of a backup. */
export const CHECKSUMS = 'checksums.sha256';
export const BACKUP_FORMAT = 1;

/** What the first file of a backup says. */
export interface About {
  readonly format: number;
  /** The version of the program that wrote it. */
  readonly server: string;
  /** The names of the migrations that its tables had. */
  readonly migrations: readonly string[];
}

export const aboutSchema = z.object({
  format: z.number(),
  server: z.string(),
  migrations: z.array(z.string()),
});
