import { expect, test } from 'vitest';
import type { MakeError } from '../../src/emulator/make-error.ts';
import { isRepeatedByMake } from '../../src/emulator/make-error.ts';
import { openSmallApp } from './app.ts';

test('an error of the module replaces that of the base, and a status replaces the rest', async () => {
  const base = { response: { error: { type: 'DataError', message: 'base {{body.why}}' } } };
  const own = {
    type: 'RuntimeError',
    message: 'own',
    '402': { type: 'OutOfSpaceError', message: 'poor {{statusCode}}' },
  };
  const run = (module: object, status: number) =>
    openSmallApp({ base, module: { url: '/', ...module } }, [status, { why: 'x' }]).run('one', {});

  await expect(run({}, 400)).rejects.toMatchObject({ type: 'DataError', message: 'base x' });
  await expect(run({ response: { error: own } }, 400)).rejects.toMatchObject({
    type: 'RuntimeError',
    message: 'own',
  });
  await expect(run({ response: { error: own } }, 402)).rejects.toMatchObject({
    type: 'OutOfSpaceError',
    message: 'poor 402',
  });
});

test.each([
  [404, 'RuntimeError', false],
  [429, 'RateLimitError', true],
  [503, 'ConnectionError', true],
])('without a directive, status %i is a %s', async (status, type, isRepeated) => {
  const error: unknown = await openSmallApp({ module: { url: '/' } }, [status])
    .run('one', {})
    .catch((reason: unknown) => reason);

  expect(error).toMatchObject({ type, message: `Status code ${status}` });
  expect(isRepeatedByMake(error as MakeError)).toBe(isRepeated);
});

test('an answer that is not valid is an error although its status is good', async () => {
  const valid = {
    condition: "{{body.status === 'done'}}",
    type: 'DataError',
    message: 'It is {{body.status}}.',
  };
  const run = (status: string) =>
    openSmallApp({ module: { url: '/', response: { valid, output: 'yes' } } }, [200, { status }]).run(
      'one',
      {},
    );

  expect(await run('done')).toEqual(['yes']);
  await expect(run('new')).rejects.toMatchObject({ type: 'DataError', message: 'It is new.' });
});

test('a later step sees the variables of an earlier one, and only the last step returns bundles', async () => {
  const module = [
    { url: '/first', response: { temp: { id: '{{body.id}}' }, output: 'no' } },
    {
      url: '/second/{{temp.id}}',
      response: { temp: { more: 1 }, output: { id: '{{temp.id}}', more: '{{temp.more}}' } },
    },
  ];
  const app = openSmallApp({ module }, [200, { id: 7 }], [200]);

  expect(await app.run('one', {})).toEqual([{ id: 7, more: 1 }]);
  expect(app.sent.map(({ url }) => new URL(url).pathname)).toEqual(['/first', '/second/7']);
});

test('a step whose condition does not hold sends nothing', async () => {
  const app = openSmallApp({ module: { url: '/', condition: '{{false}}' } }, [200]);

  expect(await app.run('one', {})).toEqual([]);
  expect(app.sent).toEqual([]);
});

test('a request is repeated while its condition holds, with the delay between', async () => {
  const repeat = { condition: "{{body.status !== 'done'}}", delay: 5000, limit: 10 };
  const module = { url: '/', repeat, response: { output: '{{body.status}}' } };
  const app = openSmallApp(
    { module },
    [200, { status: 'new' }],
    [200, { status: 'new' }],
    [200, { status: 'done' }],
  );

  expect(await app.run('one', {})).toEqual(['done']);
  expect(app.pauses).toEqual([5000, 5000]);
});

test('a request is repeated up to its limit, and without one an end is forced', async () => {
  const repeat = { condition: '{{true}}', delay: 1 };
  const limited = openSmallApp({ module: { url: '/', repeat: { ...repeat, limit: 3 } } }, [200]);
  const endless = openSmallApp({ module: { url: '/', repeat } }, [200]);

  await limited.run('one', {});

  expect(limited.sent).toHaveLength(3);
  await expect(endless.run('one', {})).rejects.toThrow('without an end');
});

test('a list becomes bundles up to the limit, page by page', async () => {
  const module = {
    url: '/',
    qs: { size: 2 },
    response: { iterate: '{{body.items}}', limit: '{{parameters.limit}}', output: { id: '{{item}}' } },
    pagination: { qs: { after: '{{body.next}}' }, condition: '{{body.next}}' },
  };
  const params = [{ name: 'limit', type: 'uinteger' }];
  const pages = [
    [200, { items: [1, 2], next: 'a' }],
    [200, { items: [3, 4], next: 'b' }],
    [200, { items: [5] }],
  ] as const;
  const some = openSmallApp({ module, params }, ...pages);
  const all = openSmallApp({ module, params }, ...pages);

  expect(await some.run('one', { limit: 3 })).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect(await all.run('one', { limit: 9 })).toHaveLength(5);
  expect(some.sent.map(({ url }) => new URL(url).search)).toEqual(['?size=2', '?size=2&after=a']);
  expect(all.sent).toHaveLength(3);
});

test('a webhook passes on its output, or nothing', async () => {
  const webhook = { condition: '{{body.id}}', output: { id: '{{body.id}}' } };
  const module = { url: '/jobs/{{payload.id}}{{payload.other}}', response: { output: '{{body}}' } };
  const app = openSmallApp({ webhook, module }, [200, { ok: true }]);

  expect(await app.deliver('one', { id: 5, other: 'x' })).toEqual([{ ok: true }]);
  expect(await app.deliver('one', { other: 'x' })).toEqual([]);
  expect(app.sent.map(({ url }) => url)).toEqual(['https://api.test/jobs/5']);
});

test('a webhook is registered and removed with what the service answered', async () => {
  const attach = {
    url: 'https://api.test/hooks',
    method: 'POST',
    body: { url: '{{webhook.url}}' },
    response: { data: { id: '{{body.id}}' } },
  };
  const detach = { url: 'https://api.test/hooks/{{webhook.id}}', method: 'DELETE' };
  const app = openSmallApp({ attach, detach }, [201, { id: 'h1' }], [204, '', {}]);

  await app.attach('one', 'https://hook.test/x');
  await app.detach('one');

  expect(app.sent.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', 'https://api.test/hooks', '{"url":"https://hook.test/x"}'],
    ['DELETE', 'https://api.test/hooks/h1', undefined],
  ]);
});

test.each([
  ['a required value that is missing', { name: 'a', type: 'text', required: true }, undefined],
  ['an empty required value', { name: 'a', type: 'text', required: true }, ''],
  ['a text for a number', { name: 'a', type: 'number' }, 'x'],
  ['a fraction for an integer', { name: 'a', type: 'integer' }, 1.5],
  ['a negative number', { name: 'a', type: 'uinteger' }, -1],
  ['a text for a boolean', { name: 'a', type: 'boolean' }, 'maybe'],
  ['a text for a date', { name: 'a', type: 'date' }, 'soon'],
  ['a text for a URL', { name: 'a', type: 'url' }, 'here'],
  ['an unknown option', { name: 'a', type: 'select', options: [{ value: 'b' }] }, 'c'],
  ['a number that is too large', { name: 'a', type: 'integer', validate: { max: 5 } }, 6],
  ['a text that is too short', { name: 'a', type: 'text', validate: { min: 3 } }, 'ab'],
  [
    'too few elements',
    { name: 'a', type: 'array', spec: { type: 'text' }, validate: { minItems: 2 } },
    ['b'],
  ],
  [
    'too many elements',
    { name: 'a', type: 'array', spec: { type: 'text' }, validate: { maxItems: 1 } },
    ['b', 'c'],
  ],
  ['a text without the pattern', { name: 'a', type: 'text', validate: { pattern: '^b$' } }, 'c'],
  [
    'a field of an element that is missing',
    { name: 'a', type: 'array', spec: [{ name: 'b', type: 'text', required: true }] },
    [{}],
  ],
  ['a field that does not exist', { name: 'b', type: 'text' }, 'x'],
])('%s is refused before anything is sent', async (_, field, value) => {
  const app = openSmallApp({ params: [field], module: { url: '/' } }, [200]);

  await expect(app.run('one', { a: value })).rejects.toMatchObject({ type: 'BundleValidationError' });
  expect(app.sent).toEqual([]);
});

test('values are converted to the types of their fields, and defaults fill the gaps', async () => {
  const params = [
    { name: 'number', type: 'uinteger' },
    { name: 'flag', type: 'boolean' },
    { name: 'list', type: 'array', spec: { type: 'text' } },
    { name: 'rows', type: 'array', spec: [{ name: 'n', type: 'number' }] },
    { name: 'given', type: 'text', default: 'd' },
    { name: 'absent', type: 'text' },
  ];
  const app = openSmallApp({ params, module: { url: '/', method: 'POST', body: '{{parameters}}' } }, [200]);

  await app.run('one', { number: '5', flag: 'true', list: 'one', rows: [{ n: '1' }] });

  expect(JSON.parse(app.sent[0]!.body!)).toEqual({
    number: 5,
    flag: true,
    list: ['one'],
    rows: [{ n: 1 }],
    given: 'd',
  });
});
