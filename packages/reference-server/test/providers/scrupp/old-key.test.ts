import { expect, test } from 'vitest';
import { createApi } from '../../server/support/api.ts';
import { createPgliteDatabase } from '../../server/support/test-database.ts';
import { startScrupp } from './start-scrupp.ts';

test('S07: an event is refused until the first key, which signs it, has been used here', async () => {
  const database = await createPgliteDatabase();
  const server = await startScrupp(database);
  const { key: first, dashboard } = await server.account();
  const browse = await dashboard();
  await server.clock.setTime(server.clock.now() + 1_000);
  const { key: second } = (await browse('POST', '/api/keys')).body;
  const send = async (key: string) =>
    await createApi(`${server.url}/scrupp/api/v1`, key).post('/company/linkedin', {
      items: ['a'],
      webhook_url: 'https://receiver.example/',
    });

  const early = await send(second);
  const own = await send(first);
  const late = await send(second);
  await server.close();
  await database.drop();

  expect([early.status, early.body.error_code]).toEqual([400, 'unsignable_webhook']);
  expect([own.status, late.status]).toEqual([202, 202]);
});
