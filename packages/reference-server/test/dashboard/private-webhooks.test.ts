import { expect, test } from 'vitest';
import { startReceiver } from '../support/receiver.ts';
import { createPgliteDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const PATH = '/dashboard/webhooks';

async function openDashboard(server: TestServer, account: { email: string }) {
  const { cookie } = await server.dashboard(account);
  return async (path: string, form?: Record<string, string>) => {
    const response = await fetch(server.url + path, {
      headers: { cookie },
      redirect: 'manual',
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      text: await response.text(),
    };
  };
}

test('C076: neither a test nor a repetition from the dashboard reaches a private address', async () => {
  const database = await createPgliteDatabase();
  const receiver = await startReceiver();
  const form = { url: `${receiver.url}/private`, event: 'scrape.job.completed' };
  const open = await startTestServer(database);
  const account = await open.account(0);
  const before = await openDashboard(open, account);
  const { location } = await before(`${PATH}/scrapekit/test`, form);
  await before(`${PATH}/matchkraft`, { url: `${receiver.url}/private` });
  await open.close();
  const sentBefore = receiver.received.length;

  // The settings of this server differ, so its database has addresses that it may not reach.
  const guarded = await startTestServer(database, { allowPrivateWebhooks: false });
  const send = await openDashboard(guarded, account);
  const refused = await send(`${PATH}/scrapekit/test`, form);
  const named = await send(`${PATH}/scrapekit/test`, { ...form, url: 'https://localhost/private' });
  const address = location.replace('?done=tested', '');
  const resent = await send((await send(`${address}/resend`, {})).location);
  const { text } = await send(`${PATH}/matchkraft`);
  const id = /endpoints\/(whe_\w+)\/test/.exec(text)?.[1] ?? '';
  const tested = await send((await send(`${PATH}/endpoints/${id}/test`, {})).location);
  await guarded.close();
  await receiver.close();
  await database.drop();

  expect([refused.status, named.status]).toEqual([400, 400]);
  for (const page of [resent, tested])
    expect(page.text).toContain('The webhook address does not lead to the public internet.');
  expect([sentBefore, receiver.received.length]).toEqual([1, 1]);
});
