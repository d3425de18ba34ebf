import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

let database: TestDatabase;
beforeEach(async () => void (database = await createPgliteDatabase()));
afterEach(async () => await database.drop());

// npm runs a script in a shell, and sends its SIGTERM to that shell.
test.skipIf(process.platform === 'win32')(
  'a server that npm started stops when npm gets a SIGTERM',
  async () => {
    const command = `"${process.execPath}" --conditions=@scrapekit/source "${main}"; exit $?`;
    const shell = spawn('sh', ['-c', command], {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        LOG_LEVEL: 'silent',
        DATA_DIR: database.settings.dataDir,
        npm_lifecycle_event: 'start:server',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const lines = createInterface(shell.stdout);
    await once(lines, 'line');

    shell.kill('SIGTERM');
    // The pipe closes when the server has ended, because it is the last process that can write to the pipe.
    await once(lines, 'close');

    expect(shell.signalCode).toBe('SIGTERM');
  },
);
