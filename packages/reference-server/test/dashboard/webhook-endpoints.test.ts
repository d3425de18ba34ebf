import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { storages } from '../support/on-both-storages.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const PATH = '/dashboard/webhook-endpoints';

describe.each(storages)('webhook endpoints in the dashboard, on %s', (_, createDatabase) => {
  let database: TestDatabase;
  let server: TestServer;
  let receiver: Receiver;

  beforeAll(async () => {
    database = await createDatabase();
    server = await startTestServer(database);
    receiver = await startReceiver(({ path }, response) =>
      response.writeHead(path.startsWith('/gone') ? 410 : 200).end(),
    );
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
    await receiver.close();
  });

  const openDashboard = async () => {
    const account = await server.account(0);
    const { cookie } = await server.dashboard(account);
    const send = async (method: string, path: string, form?: Record<string, string>, origin = server.url) => {
      const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await fetch(server.url + path, {
        method,
        headers: { cookie, origin, ...type },
        body: form === undefined ? undefined : new URLSearchParams(form),
        redirect: 'manual',
      });
      return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
    };
    const endpoints = async () =>
      (await server.admin.get(`/accounts/${account.id}/webhook-endpoints`)).body.webhook_endpoints;
    return { account, send, endpoints };
  };

  test('M04: sets the one address of MatchKraft and replaces it by another', async () => {
    const { send, endpoints } = await openDashboard();

    const first = await send('POST', PATH, { provider: 'matchkraft', url: `${receiver.url}/first` });
    const second = await send('POST', PATH, { provider: 'matchkraft', url: `${receiver.url}/second` });

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.text).toContain('Replace the address');
    expect(await endpoints()).toMatchObject([{ provider: 'matchkraft', url: `${receiver.url}/second` }]);
  });

  test('M08: tests an endpoint', async () => {
    const { send, endpoints } = await openDashboard();
    await send('POST', PATH, { provider: 'matchkraft', url: `${receiver.url}/tested` });
    const [{ id }] = await endpoints();

    const { status, location } = await send('POST', `${PATH}/${id}/test`);

    expect([status, location]).toEqual([303, `${PATH}?done=tested`]);
    expect((await receiver.first('/tested')).body.toString()).toContain('"event":"job.completed"');
    expect((await send('GET', `${PATH}?done=tested`)).text).toContain('A test is being sent');
  });

  test('N01: shows a secret once', async () => {
    const { send } = await openDashboard();

    const added = await send('POST', PATH, { provider: 'scrapenest', url: `${receiver.url}/nest` });
    const later = await send('GET', PATH);

    const [secret = ''] = /whsec_[\w+/=]+/.exec(added.text.replaceAll('&#x3D;', '=')) ?? [];
    expect(secret.length).toBeGreaterThan(30);
    expect(later.text).toContain(`${receiver.url}/nest`);
    expect(later.text).not.toContain('whsec_');
  });

  test('F03: registers a name in a project and an environment, and uses the defaults of empty fields', async () => {
    const { send, endpoints } = await openDashboard();
    const form = { provider: 'scrapfly', url: `${receiver.url}/fly`, name: 'hook', project: '', env: 'TEST' };

    await send('POST', PATH, form);

    expect(await endpoints()).toMatchObject([{ name: 'hook', project: 'default', env: 'TEST' }]);
  });

  test('N04: shows why an endpoint is disabled and enables it', async () => {
    const { account, send, endpoints } = await openDashboard();
    await send('POST', PATH, { provider: 'scrapenest', url: `${receiver.url}/gone` });
    await fetch(`${server.url}/scrapenest/api/v1/jobs`, {
      method: 'POST',
      headers: { 'x-api-key': account.key, 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'https://a.example/' }),
    });
    const [{ id }] = await eventually(endpoints, ([endpoint]) => endpoint.disabled_reason !== null);

    const { text } = await send('GET', PATH);
    const { status, location } = await send('POST', `${PATH}/${id}/enable`);

    expect(text).toContain('The receiver answered 410.');
    expect([status, location]).toEqual([303, `${PATH}?done=enabled`]);
    expect(await endpoints()).toMatchObject([{ id, disabled_reason: null }]);
    expect((await send('GET', PATH)).text).not.toContain('Enable');
  });

  test('deletes an endpoint after a confirmation', async () => {
    const { send, endpoints } = await openDashboard();
    await send('POST', PATH, { provider: 'matchkraft', url: `${receiver.url}/deleted` });
    const [{ id }] = await endpoints();

    const question = await send('GET', `${PATH}/${id}/delete`);
    const before = await endpoints();
    const { location } = await send('POST', `${PATH}/${id}/delete`);

    expect(question.text).toContain('Nothing more will be sent');
    expect(before).toHaveLength(1);
    expect(location).toBe(`${PATH}?done=deleted`);
    expect(await endpoints()).toEqual([]);
  });

  test.each([
    [{ provider: 'matchkraft', url: 'http://example.com/' }, 'url must be an https URL'],
    [{ provider: 'matchkraft' }, 'url must be an https URL'],
    [{ provider: 'scrupp', url: 'https://example.com/' }, 'provider must be one of matchkraft'],
    [{ url: 'https://example.com/' }, 'provider must be one of matchkraft'],
  ])('M04: refuses %j and names the reason', async (form, message) => {
    const { send, endpoints } = await openDashboard();

    const { status, text } = await send('POST', PATH, form);

    expect(status).toBe(400);
    expect(text).toContain(message);
    expect(await endpoints()).toEqual([]);
  });

  test('C181: hides endpoints of other accounts and refuses forms of other sites', async () => {
    const [owner, other] = [await openDashboard(), await openDashboard()];
    await owner.send('POST', PATH, { provider: 'matchkraft', url: `${receiver.url}/own` });
    const [{ id }] = await owner.endpoints();

    expect((await other.send('GET', PATH)).text).not.toContain(`${receiver.url}/own`);
    for (const path of ['test', 'enable', 'delete'])
      expect((await other.send('POST', `${PATH}/${id}/${path}`)).status).toBe(404);
    const form = { provider: 'matchkraft', url: `${receiver.url}/forged` };
    expect((await owner.send('POST', PATH, form, 'https://evil.example')).status).toBe(403);
    expect(await owner.endpoints()).toMatchObject([{ url: `${receiver.url}/own` }]);
  });

  test('escapes HTML in addresses', async () => {
    const { send } = await openDashboard();
    const url = `${receiver.url}/?"><script>alert(1)</script>`;

    const { status, text } = await send('POST', PATH, { provider: 'matchkraft', url });

    expect(status).toBe(201);
    expect(text).not.toContain('<script>');
  });
});
