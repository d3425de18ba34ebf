import { statfs } from 'node:fs/promises';
import { SettingError } from './startup-failure.ts';

/** The disk of the embedded database is almost full, so the server does not start, or a statement was refused. */
export class DiskFullError extends SettingError {
  override readonly name = 'DiskFullError';
}

const MEBIBYTE = 1_048_576;
/**
 * The free space in bytes below which nothing is written. The database cannot go on when its log finds no space. The
 * log grows in files of 16 MiB, and the rest is for other programs and for the writes between two looks at the disk.
 */
export const LEAST_FREE_BYTES = 128 * MEBIBYTE;
/** The free space in bytes from which on there are writes again. It is more, so that writes do not stop again at once. */
const ENOUGH_AGAIN_BYTES = 160 * MEBIBYTE;
const LOOK_EVERY_MS = 1_000;

/** The free space for the embedded database. */
export interface DiskSpace {
  /** Throws DiskFullError when there is too little for a statement that writes. */
  require(): Promise<void>;
}

export interface DiskSpaceOptions {
  readonly directory: string;
  /** Returns the free bytes, or undefined when the file system does not tell them. @default those of `directory` */
  readonly readFreeBytes?: () => Promise<number | undefined>;
  /** Milliseconds of a clock that is never set back. */
  readonly now?: () => number;
}

/** Looks at the disk before a write, at most once in a second. */
export function createDiskSpace({
  directory,
  readFreeBytes = async () => await freeBytesOf(directory),
  now = () => performance.now(),
}: DiskSpaceOptions): DiskSpace {
  let isFull = false;
  let complaint = '';
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const look = async () => {
    const free = (await readFreeBytes()) ?? Infinity;
    const needed = isFull ? ENOUGH_AGAIN_BYTES : LEAST_FREE_BYTES;
    isFull = free < needed;
    complaint = `The disk of DATA_DIR ${directory} has ${inMebibytes(free)} MiB free, and the embedded database needs ${inMebibytes(needed)} MiB. Free some space.`;
    lookedAt = now();
  };
  return {
    require: async () => {
      if (now() - lookedAt >= LOOK_EVERY_MS) {
        looking ??= look().finally(() => (looking = undefined));
        await looking;
      }
      if (isFull) throw new DiskFullError(complaint);
    },
  };
}

const inMebibytes = (bytes: number): number => Math.floor(bytes / MEBIBYTE);

async function freeBytesOf(directory: string): Promise<number | undefined> {
  try {
    const { blocks, bavail, bsize } = await statfs(directory);
    return blocks === 0 ? undefined : bavail * bsize;
  } catch {
    return undefined;
  }
}
