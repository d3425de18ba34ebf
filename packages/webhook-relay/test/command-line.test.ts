import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runCommandLine } from '../src/command-line.ts';
import { settings } from './config/settings.ts';

test.each(['admin', 'fifteen-letters', 'sixteen letters with blanks'])(
  'the relay does not start with the ADMIN_TOKEN %j, which could be guessed or sent in no header',
  async (adminToken) => {
    const folder = await mkdtemp(join(tmpdir(), 'scrapekit-relay-'));
    const file = join(folder, 'relay.yaml');
    await writeFile(file, stringify(settings));
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(async () => {
      vi.restoreAllMocks();
      process.exitCode = undefined;
      await rm(folder, { recursive: true, force: true });
    });

    await runCommandLine([file], { ADMIN_TOKEN: adminToken, DATA_DIR: join(folder, 'data') });

    expect(process.exitCode).toBe(1);
    expect(written.mock.calls.join()).toContain('ADMIN_TOKEN must have at least 16');
    expect(written.mock.calls.join()).not.toContain(adminToken);
  },
);
