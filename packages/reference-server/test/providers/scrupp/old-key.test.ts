import { expect, test } from 'vitest';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { createApi } from '../../server/support/api.ts';
import { createPgliteDatabase } from '../../server/support/test-database.ts';
import { startScrupp } from './start-scrupp.ts';

test('S07 an account whose first key was made before keys were kept is told so when it wants an event', async () => {
  const database = await createPgliteDatabase();
  const before = await startScrupp(database);
  const { key } = await before.account();
  await before.close();
  const storage = await openStorage({ ...database.settings, queueNames: [], onError: () => undefined });
  await storage.db.updateTable('api_key').set({ sealed: null }).execute();
  await storage.close();
  const server = await startScrupp(database);
  const api = createApi(`${server.url}/scrupp/api/v1`, key);

  const told = await api.post('/company/linkedin', {
    items: ['a'],
    webhook_url: 'https://receiver.example/',
  });
  const untold = await api.post('/company/linkedin', { items: ['a'] });
  await server.close();
  await database.drop();

  expect([told.status, told.body.error_code]).toEqual([400, 'unsignable_webhook']);
  expect(untold.status).toBe(202);
});
