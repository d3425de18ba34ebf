import { expect, test } from 'vitest';
import { openSmallApp } from './app.ts';

test('a module inherits the base, and its own values count more', async () => {
  const base = {
    headers: { 'X-Key': 'k', accept: 'a' },
    qs: { key: 'q' },
    log: { sanitize: ['request.headers.`x-key`'] },
  };
  const module = {
    url: '/jobs',
    headers: { accept: 'b' },
    qs: { page: 2 },
    response: { output: '{{body}}' },
  };
  const app = openSmallApp({ base, module }, [200, { id: 1 }]);

  const bundles = await app.run('one', {});

  expect(bundles).toEqual([{ id: 1 }]);
  expect(app.sent).toEqual([
    {
      method: 'GET',
      url: 'https://api.test/jobs?key=q&page=2',
      headers: { 'x-key': 'k', accept: 'b' },
      followsRedirects: true,
    },
  ]);
  expect(app.log).toMatchObject([
    { request: { headers: { 'x-key': '*****', accept: 'b' } }, response: { statusCode: 200 } },
  ]);
});

test('a URL without a slash at its start does not follow the base URL', async () => {
  const app = openSmallApp({ module: { url: 'https://other.test/x' } }, [200]);

  await app.run('one', {});

  expect(app.sent[0]!.url).toBe('https://other.test/x');
});

test('an encoded URL is encoded once more unless the module says no', async () => {
  const urls = await Promise.all(
    [undefined, true, false].map(async (encodeUrl) => {
      const app = openSmallApp({ module: { url: "/{{encodeURL('a/b')}}", encodeUrl } }, [200]);
      await app.run('one', {});
      return app.sent[0]!.url;
    }),
  );

  expect(urls).toEqual(['https://api.test/a%252Fb', 'https://api.test/a%252Fb', 'https://api.test/a%2Fb']);
});

test('a body is sent as JSON or as text', async () => {
  const params = [{ name: 'body', type: 'any' }];
  const send = async (more: object) => {
    const app = openSmallApp({ params, module: { url: '/', method: 'POST', ...more } }, [200]);
    await app.run('one', { body: 'text' });
    const { headers, body } = app.sent[0]!;
    return [headers['content-type'], body];
  };

  expect(await send({ body: { a: '{{parameters.body}}' } })).toEqual(['application/json', '{"a":"text"}']);
  expect(await send({ body: '{{parameters.body}}', type: 'text' })).toEqual([undefined, 'text']);
});

test.each([
  ['GET', 'followRedirects'],
  ['POST', 'followAllRedirects'],
])('redirects of a %s are followed unless %s is false', async (method, directive) => {
  const open = openSmallApp({ module: { url: '/', method } }, [200]);
  const closed = openSmallApp({ module: { url: '/', method, [directive]: false } }, [200]);

  await open.run('one', {});
  await closed.run('one', {});

  expect([open.sent[0]!.followsRedirects, closed.sent[0]!.followsRedirects]).toEqual([true, false]);
});

test('an answer is parsed by its type, or as the response says', async () => {
  const output = { output: '{{body}}' };
  const run = async (response: object, headers: Readonly<Record<string, string>>) => {
    const [bundle] = await openSmallApp({ module: { url: '/', response } }, [200, '{"a":1}', headers]).run(
      'one',
      {},
    );
    return bundle;
  };

  expect(await run(output, { 'content-type': 'application/problem+json' })).toEqual({ a: 1 });
  expect(await run(output, { 'content-type': 'text/csv' })).toBe('{"a":1}');
  expect(await run({ ...output, type: { '200': 'binary' } }, {})).toBeInstanceOf(Uint8Array);
});

test('a service that does not answer is a connection error', async () => {
  const app = openSmallApp({ module: { url: '/' } });

  await expect(app.run('one', {})).rejects.toMatchObject({ type: 'ConnectionError' });
});

test('a connection is tested with its own request, and its values reach the modules', async () => {
  const connection = {
    url: 'https://login.test/me',
    condition: '{{parameters.check}}',
    headers: { key: '{{parameters.key}}' },
    response: { metadata: { type: 'text', value: '{{body.name}}' } },
    log: { sanitize: ['request.headers.key'] },
  };
  const connectionParams = [
    { name: 'key', type: 'password', required: true },
    { name: 'check', type: 'boolean', default: true },
  ];
  const module = { url: '/', headers: { key: '{{connection.key}}' } };
  const app = openSmallApp({ connection, connectionParams, module }, [200, { name: 'Ada' }]);

  const name = await app.connect({ key: 'secret' });
  const skipped = await app.connect({ key: 'other', check: false });
  await app.run('one', {});

  expect([name, skipped]).toEqual(['Ada', undefined]);
  expect(app.sent.map(({ url, headers }) => [url, headers.key])).toEqual([
    ['https://login.test/me', 'secret'],
    ['https://api.test/', 'other'],
  ]);
  expect(JSON.stringify(app.log)).not.toContain('secret');
});
