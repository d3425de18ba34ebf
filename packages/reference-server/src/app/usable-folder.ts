import { existsSync, statSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { SettingError } from '@scrapekit/storage/startup-failure';

/**
 * Throws SettingError when DATA_DIR can be no folder that this process writes to. Creates nothing. Call it before slow
 * steps of a start.
 */
export async function requireUsableFolder(dataDir: string): Promise<void> {
  const nearest = nearestExisting(resolve(dataDir));
  if (!statSync(nearest).isDirectory()) throw new SettingError(describeFile(dataDir, nearest));
  try {
    await access(nearest, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const inside = nearest === resolve(dataDir) ? '' : ` in ${nearest}`;
    throw new SettingError(
      `DATA_DIR ${dataDir} cannot be used: this user may not write${inside}. Give the user the right to write there, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

const describeFile = (dataDir: string, file: string): string =>
  file === resolve(dataDir)
    ? `DATA_DIR ${dataDir} is a file. Set DATA_DIR to a folder.`
    : `DATA_DIR ${dataDir} lies under ${file}, which is a file. Set DATA_DIR to another folder.`;
