import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

describe.each([
  ['its own address', undefined],
  ['its PUBLIC_URL', 'https://leads.example.com'],
])('a server at %s', (_, publicUrl) => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    server = await startTestServer(database, { ...(publicUrl !== undefined && { publicUrl }) });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  test('X04: names that address in the OpenAPI document, whatever Host a request has', async () => {
    const sent = request(`${server.url}/openapi.json`, { headers: { host: 'evil.example' } }).end();
    const [answer] = await once(sent, 'response');
    const { servers, components } = JSON.parse(await text(answer));

    expect(servers).toEqual([{ url: publicUrl ?? server.url }]);
    expect(components.securitySchemes.session.name).toBe(
      publicUrl === undefined ? 'scrapekit_session' : '__Host-scrapekit_session',
    );
  });

  test('C180: the session cookie of an https address is bound to its host', async () => {
    const { email } = await server.account(1);
    const { headers } = await server.logIn({ email });
    const [name = '', token = ''] = headers.get('set-cookie')?.split(/[=;]/) ?? [];
    const read = async (cookie: string) =>
      (await fetch(`${server.url}/api/keys`, { headers: { cookie } })).status;

    expect(name).toBe(publicUrl === undefined ? 'scrapekit_session' : '__Host-scrapekit_session');
    expect(headers.get('set-cookie')).toMatch(/; Path=\/; Max-Age=28800; HttpOnly; Secure; SameSite=Lax$/);
    expect(await read(`${name}=${token}`)).toBe(200);
    const other = publicUrl === undefined ? '__Host-scrapekit_session' : 'scrapekit_session';
    expect(await read(`${other}=${token}`)).toBe(401);
  });

  test.each([
    '/healthz',
    '/openapi.json',
    '/',
    '/dashboard',
    '/dashboard/log-in',
    '/dashboard/style.css',
    '/api/v1/account',
    '/api/keys',
    '/admin/deliveries',
    '/scrapfly/account',
    '/unknown',
    '/%',
  ])('the answer of %s forbids browsers to guess its type', async (path) => {
    const { headers } = await fetch(server.url + path, { redirect: 'manual' });

    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('the answer to bytes that are not HTTP does so, too', async () => {
    const { hostname, port } = new URL(server.url);
    const answer = await text(connect(Number(port), hostname).end('GET\r\n\r\n'));

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.toLowerCase()).toContain('\r\nx-content-type-options: nosniff\r\n');
  });
});
