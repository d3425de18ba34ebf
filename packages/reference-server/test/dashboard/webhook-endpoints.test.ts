import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { storages } from '../support/on-both-storages.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const PATH = '/dashboard/webhooks';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each(storages)('webhook endpoints in the dashboard, on %s', (_, createDatabase) => {
  let database: TestDatabase;
  let server: TestServer;
  let receiver: Receiver;

  beforeAll(async () => {
    database = await createDatabase();
    server = await startTestServer(database);
    receiver = await startReceiver(({ path, headers }, response) =>
      response
        .writeHead(path.startsWith('/gone') ? 410 : 200)
        .end(path.startsWith('/echo') ? JSON.stringify(headers) : 'received it'),
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
    const send = async (
      method: string,
      path: string,
      form?: Record<string, string> | [string, string][],
      origin = server.url,
    ) => {
      const type = form === undefined ? {} : FORM;
      const answer = await fetch(server.url + path, {
        method,
        headers: { cookie, origin, ...type },
        body: form === undefined ? undefined : new URLSearchParams(form),
        redirect: 'manual',
      });
      return {
        status: answer.status,
        location: answer.headers.get('location'),
        text: await answer.text(),
        cookie,
      };
    };
    const endpoints = async () =>
      (await server.admin.get(`/accounts/${account.id}/webhook-endpoints`)).body.webhook_endpoints;
    return { account, send, endpoints };
  };

  test('M04: sets the one address of MatchKraft and replaces it by another', async () => {
    const { send, endpoints } = await openDashboard();

    const first = await send('POST', `${PATH}/matchkraft`, { url: `${receiver.url}/first` });
    const second = await send('POST', `${PATH}/matchkraft`, { url: `${receiver.url}/second` });

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.text).toContain('Replace the address');
    expect(await endpoints()).toMatchObject([{ provider: 'matchkraft', url: `${receiver.url}/second` }]);
  });

  test.each([
    ['MatchKraft', 'matchkraft', {}, {}, '"event":"job.completed"'],
    [
      'ScrapeNest',
      'scrapenest',
      { enabled_events: 'artifact.ready' },
      { event: 'artifact.ready' },
      '"event_type":"artifact.ready"',
    ],
    ['Scrapfly', 'scrapfly', { name: 'tested' }, { event: 'scrape' }, '"type":"SCRAPE"'],
    ['Scrapfly with a ping', 'scrapfly', { name: 'pinged' }, { event: 'ping' }, '"type":"ping"'],
  ])(
    'M08, N07, F01, F16: tests an endpoint of %s and shows the answer',
    async (title, provider, fields, test, content) => {
      const { send, endpoints } = await openDashboard();
      const path = `/${title.replaceAll(/\W/g, '')}`;
      await send('POST', `${PATH}/${provider}`, { ...fields, url: receiver.url + path });
      const [{ id }] = await endpoints();

      const { status, location } = await send('POST', `${PATH}/endpoints/${id}/test`, test);
      const shown = await send('GET', location ?? '');

      expect(status).toBe(303);
      const bodies = receiver.received
        .filter((request) => request.path === path)
        .map(({ body }) => String(body));
      expect(bodies.at(-1)).toContain(content);
      expect(shown.text).toContain('the receiver answered 200');
      expect(shown.text).toContain('received it');
    },
  );

  test('N01: shows a secret once', async () => {
    const { send } = await openDashboard();

    const added = await send('POST', `${PATH}/scrapenest`, [
      ['url', `${receiver.url}/nest`],
      ['enabled_events', 'job.created'],
    ]);
    const later = await send('GET', `${PATH}/scrapenest`);

    const [secret = ''] = /whsec_[\w+/=]+/.exec(added.text.replaceAll('&#x3D;', '=')) ?? [];
    expect(secret.length).toBeGreaterThan(30);
    expect(later.text).toContain(`${receiver.url}/nest`);
    expect(later.text).not.toContain(secret.slice(0, 20));
  });

  test('F03: registers a name in a project and an environment, and uses the defaults of empty fields', async () => {
    const { send, endpoints } = await openDashboard();
    const form = { url: `${receiver.url}/fly`, name: 'hook', project: '', env: 'TEST' };

    await send('POST', `${PATH}/scrapfly`, form);

    expect(await endpoints()).toMatchObject([{ name: 'hook', project: 'default', env: 'TEST' }]);
  });

  test('N04: shows why an endpoint is disabled and enables it', async () => {
    const { account, send, endpoints } = await openDashboard();
    await send('POST', `${PATH}/scrapenest`, { url: `${receiver.url}/gone`, enabled_events: 'job.created' });
    await fetch(`${server.url}/scrapenest/api/v1/jobs`, {
      method: 'POST',
      headers: { 'x-api-key': account.key, 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'https://a.example/' }),
    });
    const [{ id }] = await eventually(endpoints, ([endpoint]) => endpoint.disabled_reason !== null);

    const { text } = await send('GET', `${PATH}/scrapenest`);
    const { status, location } = await send('POST', `${PATH}/endpoints/${id}/enable`);

    expect(text).toContain('The receiver answered 410.');
    expect([status, location]).toEqual([303, `${PATH}/scrapenest?done=enabled`]);
    expect(await endpoints()).toMatchObject([{ id, disabled_reason: null }]);
    expect((await send('GET', `${PATH}/scrapenest`)).text).not.toContain('Enable');
  });

  test('deletes an endpoint after a confirmation', async () => {
    const { send, endpoints } = await openDashboard();
    await send('POST', `${PATH}/matchkraft`, { url: `${receiver.url}/deleted` });
    const [{ id }] = await endpoints();

    const question = await send('GET', `${PATH}/endpoints/${id}/delete`);
    const before = await endpoints();
    const { location } = await send('POST', `${PATH}/endpoints/${id}/delete`);

    expect(question.text).toContain('Nothing more will be sent');
    expect(before).toHaveLength(1);
    expect(location).toBe(`${PATH}/matchkraft?done=deleted`);
    expect(await endpoints()).toEqual([]);
  });

  test('N01, F03: changes an endpoint, and leaves what was not in the form', async () => {
    const { send, endpoints } = await openDashboard();
    const form = { url: `${receiver.url}/before`, name: 'kept', env: 'TEST', content_encoding: 'gzip' };
    await send('POST', `${PATH}/scrapfly`, form);
    const [before] = await endpoints();

    const page = await send('GET', `${PATH}/endpoints/${before.id}/change`);
    const refused = await send('POST', `${PATH}/endpoints/${before.id}/change`, {
      url: 'http://typed.example/',
    });
    const changed = await send('POST', `${PATH}/endpoints/${before.id}/change`, {
      url: `${receiver.url}/after`,
      content_type: 'msgpack',
    });

    expect(page.text).toMatch(/<option selected>gzip/);
    expect(page.text).not.toContain('name="env"');
    expect([refused.status, changed.status, changed.location]).toEqual([
      400,
      303,
      `${PATH}/scrapfly?done=changed`,
    ]);
    expect(refused.text).toContain('url must be a public https address.');
    expect(refused.text).toContain('typed.example');
    expect(await endpoints()).toMatchObject([
      {
        url: `${receiver.url}/after`,
        name: 'kept',
        env: 'TEST',
        options: { ...before.options, content_type: 'msgpack' },
      },
    ]);
  });

  test('N10: replaces a secret after a confirmation, shows the new one once, and refuses a second rotation for a day', async () => {
    const { send, endpoints } = await openDashboard();
    const secretIn = (text: string) => /whsec_[\w+/=]+/.exec(text.replaceAll('&#61;', '='))?.[0];
    const added = await send('POST', `${PATH}/scrapenest`, {
      url: `${receiver.url}/rotated`,
      enabled_events: 'job.created',
    });
    const [{ id }] = await endpoints();

    const question = await send('GET', `${PATH}/endpoints/${id}/rotate`);
    const rotated = await send('POST', `${PATH}/endpoints/${id}/rotate`);
    const again = await send('POST', `${PATH}/endpoints/${id}/rotate`);
    await send('POST', `${PATH}/endpoints/${id}/test`, { event: 'job.created' });

    expect(question.text).toContain('For 24 hours every webhook has two signatures');
    expect(secretIn(rotated.text)).toMatch(/^whsec_.{32}$/);
    expect(secretIn(rotated.text)).not.toBe(secretIn(added.text));
    expect([again.status, secretIn(again.text)]).toEqual([409, undefined]);
    expect((await send('GET', `${PATH}/scrapenest`)).text).toContain('The old secret signs, too, until');
    const [request] = receiver.received.filter(({ path }) => path === '/rotated');
    const signature = request?.headers.find(([name]) => name === 'svix-signature')?.[1];
    expect(signature?.split(' ')).toHaveLength(2);
  });

  test('F06: an endpoint whose messages have one signature gets a new secret at once', async () => {
    const { send, endpoints } = await openDashboard();
    await send('POST', `${PATH}/scrapfly`, { url: `${receiver.url}/flipped`, name: 'flipped' });
    const [{ id }] = await endpoints();

    const answers = [
      await send('POST', `${PATH}/endpoints/${id}/rotate`),
      await send('POST', `${PATH}/endpoints/${id}/rotate`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('F06, F07, C183: a webhook of the older edition is stored without the secret that it sends and that the receiver repeats', async () => {
    const { send, endpoints } = await openDashboard();
    const form = { url: `${receiver.url}/echo`, name: 'older', edition: 'secret', content_encoding: 'gzip' };
    const added = await send('POST', `${PATH}/scrapfly`, form);
    const secret = /<code class="secret">([\w-]{36})</.exec(added.text)?.[1] ?? '';
    const [{ id }] = await endpoints();

    const { location } = await send('POST', `${PATH}/endpoints/${id}/test`, { event: 'scrape' });
    const page = await send('GET', location ?? '');
    const address = location?.replace('?done=tested', '') ?? '';
    const file = await fetch(`${server.url}${address}/attempts/1/body`, { headers: { cookie: page.cookie } });

    const [, request] = receiver.received.filter(({ path }) => path === '/echo');
    expect(request?.headers).toContainEqual(['X-Scrapfly-Webhook-Secret', secret]);
    expect(String(gunzipSync(request!.body))).toContain(secret);
    expect(page.text).toContain('X-Scrapfly-Webhook-Secret: (not stored)');
    expect(page.text).toContain('a receiver may repeat it');
    expect(page.text).toContain('&#34;type&#34;:&#34;SCRAPE&#34;');
    expect(page.text).not.toContain(secret);
    expect(String(gunzipSync(Buffer.from(await file.arrayBuffer())))).not.toContain(secret);
  });

  test.each([
    ['matchkraft', { url: 'http://typed.example/' }, 'url must be an https URL', 'typed.example'],
    ['matchkraft', {}, 'url must be an https URL', ''],
    ['scrapenest', { url: 'https://typed.example/' }, 'enabled_events must be a list', 'typed.example'],
    ['scrapfly', { url: 'https://typed.example/', name: 'a b' }, 'takes 1 to 64 letters', 'value="a b"'],
  ])(
    'M04: refuses a form of %s with %j, names the reason and keeps what was typed',
    async (provider, form, message, kept) => {
      const { send, endpoints } = await openDashboard();

      const { status, text } = await send('POST', `${PATH}/${provider}`, form);

      expect(status).toBe(400);
      expect(text).toContain(message);
      expect(text).toContain(kept);
      expect(await endpoints()).toEqual([]);
    },
  );

  test('an account has at most twenty endpoints of ScrapeNest', async () => {
    const { account, endpoints } = await openDashboard();
    const wanted = { provider: 'scrapenest', url: 'https://a.example/', enabled_events: ['job.created'] };

    const answers = await Promise.all(
      Array.from(
        { length: 21 },
        async () => await server.admin.post(`/accounts/${account.id}/webhook-endpoints`, wanted),
      ),
    );

    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
    expect(await endpoints()).toHaveLength(20);
  });

  test('C181: hides endpoints of other accounts and refuses forms of other sites', async () => {
    const [owner, other] = [await openDashboard(), await openDashboard()];
    await owner.send('POST', `${PATH}/matchkraft`, { url: `${receiver.url}/own` });
    const [{ id }] = await owner.endpoints();

    expect((await other.send('GET', `${PATH}/matchkraft`)).text).not.toContain(`${receiver.url}/own`);
    for (const path of ['test', 'enable', 'change', 'rotate', 'delete']) {
      expect((await other.send('POST', `${PATH}/endpoints/${id}/${path}`, {})).status).toBe(404);
      expect(
        (await owner.send('POST', `${PATH}/endpoints/${id}/${path}`, {}, 'https://evil.example')).status,
      ).toBe(403);
    }
    const form = { url: `${receiver.url}/forged` };
    expect((await owner.send('POST', `${PATH}/matchkraft`, form, 'https://evil.example')).status).toBe(403);
    expect(await owner.endpoints()).toMatchObject([{ url: `${receiver.url}/own` }]);
  });

  test('escapes HTML in addresses', async () => {
    const { send } = await openDashboard();
    const url = `${receiver.url}/?"><script>alert(1)</script>`;

    const { status, text } = await send('POST', `${PATH}/matchkraft`, { url });

    expect(status).toBe(201);
    expect(text).not.toContain('<script>');
  });
});
