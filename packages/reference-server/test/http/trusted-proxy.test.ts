import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SettingError, readConfig } from '../../src/index.ts';
import { clientNetwork } from '../../src/http/client-network.ts';
import { createApi } from '../support/api.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { PASSWORD, startTestServer, type TestServer } from '../support/test-server.ts';

const json = { 'content-type': 'application/json' };

describe.each([
  ['without TRUSTED_PROXY', undefined],
  ['with another TRUSTED_PROXY', '10.0.0.0/8'],
  ['with TRUSTED_PROXY', '127.0.0.1,10.0.0.0/8'],
])('a server %s', (_, trustedProxy) => {
  const isTrusted = trustedProxy?.startsWith('127.0.0.1') === true;
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    server = await startTestServer(database, { trustedProxy });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  /** Sends a request as a proxy on this machine does for a client. */
  const remainingFor = async (forwarded: string) => {
    const answer = await createApi(server.url, '').send('GET', '/api/v1/account', {
      headers: { 'x-forwarded-for': forwarded },
    });
    return Number(answer.headers.get('x-ratelimit-remaining'));
  };
  const logIn = async (forwarded: string, credentials: object) =>
    await createApi(`${server.url}/api`, '').send('POST', '/session', {
      headers: { ...json, 'x-forwarded-for': forwarded },
      body: JSON.stringify(credentials),
    });

  test(`C030, C182: counts ${isTrusted ? 'each client' : 'all clients of the proxy together'}`, async () => {
    const first = await remainingFor('203.0.113.1');
    const second = await remainingFor('203.0.113.2');
    const third = await remainingFor('198.51.100.7, 203.0.113.2, 10.1.2.3');

    expect([first, second, third]).toEqual(isTrusted ? [299, 299, 298] : [299, 298, 297]);
  });

  test(`C182: a stranger's wrong passwords ${isTrusted ? 'leave the owner' : 'refuse everybody behind the proxy'} a log-in`, async () => {
    const { email } = await server.account(1);
    const wrong = { email, password: 'wrong' };
    await Promise.all(Array.from({ length: 10 }, async () => await logIn('203.0.113.1', wrong)));

    const stranger = await logIn('203.0.113.1', wrong);
    const owner = await logIn('203.0.113.2', { email, password: PASSWORD });

    expect([stranger.status, owner.status]).toEqual([429, isTrusted ? 200 : 429]);
  });
});

test.each([
  ['203.0.113.1', '203.0.113.1'],
  ['::ffff:203.0.113.1', '203.0.113.1'],
  ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:0DB8::1:0:0:0:9', '2001:db8:0:1::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('C182: requests from %s are counted for %s', (ip, network) => {
  expect(clientNetwork({ ip })).toBe(network);
});

test.each(['all', 'true', '1', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/8/1', '127.0.0.1,', 'proxy'])(
  'TRUSTED_PROXY cannot be %j',
  (value) => {
    expect(() => readConfig({ TRUSTED_PROXY: value })).toThrow(/^TRUSTED_PROXY must be/);
  },
);

test.each(['127.0.0.1', '10.0.0.0/8, 192.168.0.0/16', 'fd00::/8'])('TRUSTED_PROXY can be %j', (value) => {
  const settings = { TRUSTED_PROXY: value, PUBLIC_URL: 'https://leads.example.com' };

  expect(readConfig(settings).trustedProxy).toBe(value);
});

test.each([undefined, '', 'http://localhost:8787', 'http://localhost/'])(
  'behind a proxy PUBLIC_URL cannot be %j, because links would lead past the proxy',
  (value) => {
    expect(() => readConfig({ TRUSTED_PROXY: '127.0.0.1', PUBLIC_URL: value })).toThrow(
      new SettingError(
        'PUBLIC_URL must be the address that clients use when TRUSTED_PROXY is set: links would lead past the proxy.',
      ),
    );
  },
);
