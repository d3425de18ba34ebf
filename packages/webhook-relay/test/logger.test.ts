import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '@scrapekit/storage';
import { expect, test } from 'vitest';
import { createLogger } from '../src/logger.ts';
import { schema } from '../src/storage/schema.ts';
import type { Tables } from '../src/storage/tables.ts';

test('C183: a statement that fails is logged without its parameters', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-relay-log-'));
  const storage = await openStorage<Tables>(schema, { dataDir, queueNames: [], onError: () => undefined });
  const insert = async () =>
    await storage.db.insertInto('relay_key').values({ name: 'owner', key: 'the secret key' }).execute();
  await insert();

  const failure: unknown = await insert().catch((error: unknown) => error);
  await storage.close();
  await rm(dataDir, { recursive: true, force: true });
  let line = '';
  createLogger('error', { write: (text) => (line += text) }).error({ err: failure }, 'failed');

  expect(JSON.parse(line)).toMatchObject({ msg: 'failed', err: { code: '23505' } });
  expect(line).not.toContain('the secret key');
  expect(line).not.toContain('owner');
});
