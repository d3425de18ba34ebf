import { providers } from '@scrapekit/core';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAppFiles } from '../format/app-files.ts';
import { generateApp } from './app.ts';

/** Writes the app of each provider into a folder of its id. What was in the folder is removed. */
export async function writeApps(folder: string): Promise<readonly string[]> {
  const written: string[] = [];
  for (const provider of Object.values(providers)) {
    const app = join(folder, provider.id);
    await rm(app, { recursive: true, force: true });
    for (const [path, content] of Object.entries(writeAppFiles(generateApp(provider)))) {
      const file = join(app, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    written.push(app);
  }
  return written;
}
