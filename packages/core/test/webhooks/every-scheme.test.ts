import { describe, expect, test } from 'vitest';
import { fromMatchkraft, signed, type Genuine } from './genuine.ts';
import { judge, judgeAnything, withHeaders } from './judge.ts';

/** The headers that each scheme reads. */
const used: Readonly<Record<string, readonly string[]>> = {
  scrapekit: ['X-ScrapeKit-Signature', 'X-ScrapeKit-Timestamp'],
  scrupp: ['X-Scrupp-Signature', 'X-Scrupp-Timestamp'],
  scrapenest: ['Svix-Id', 'Svix-Timestamp', 'Svix-Signature'],
  scrapfly: ['X-Scrapfly-Webhook-Signature'],
};

const cases = signed.flatMap((genuine) =>
  (used[genuine.source.id] ?? []).map((header) => ({ provider: genuine.source.id, header, genuine })),
);

const pairs = ({ headers }: Genuine) => Object.entries(headers);

describe.each(signed)('rule 2: $source.id', (genuine) => {
  test.each<[string, unknown]>([
    ['no list', undefined],
    ['null', null],
    ['an empty list', []],
    ['an empty secret', ['']],
    ['unset secrets', [undefined, null]],
    ['a number', [0]],
    ['a text', genuine.secret],
  ])('with %s for secrets every delivery is rejected', (_, secrets) => {
    expect(judge(genuine, { secrets: secrets as string[] })).toBe('no_secret');
  });

  test('an unset secret next to a valid one is ignored', () => {
    const secrets = [undefined, '', genuine.secret] as string[];

    expect(judge(genuine, { secrets })).toBe('accepted');
  });
});

describe.each(signed)('rule 7: $source.id', (genuine) => {
  const another = genuine.secret.replace(/^(.*)(..)(..)$/, '$1$3$2');

  test('during a rotation both secrets are accepted', () => {
    expect(judge(genuine, { secrets: [another, genuine.secret] })).toBe('accepted');
    expect(judge(genuine, { secrets: [genuine.secret, another] })).toBe('accepted');
  });

  test('the new secret alone rejects a signature of the old one', () => {
    expect(judge(genuine, { secrets: [another] })).toBe('signature_mismatch');
  });
});

describe.each(cases)('rule 3: $provider $header', ({ genuine, header }) => {
  const value = genuine.headers[header] ?? '';

  test('the case of its name does not matter', () => {
    const lower = pairs(genuine).map(([name, text]) => [name.toLowerCase(), text] as const);
    const upper = pairs(genuine).map(([name, text]) => [name.toUpperCase(), text] as const);

    expect(judge(genuine, { headers: lower })).toBe('accepted');
    expect(judge(genuine, { headers: upper })).toBe('accepted');
  });

  test('the order of the headers does not matter', () => {
    expect(judge(genuine, { headers: pairs(genuine).reverse() })).toBe('accepted');
  });

  test('two pairs are a duplicate, even with equal values', () => {
    expect(judge(genuine, { headers: [...pairs(genuine), [header, value]] })).toBe('duplicate_header');
    expect(judge(genuine, { headers: [...pairs(genuine), [header.toLowerCase(), 'x']] })).toBe(
      'duplicate_header',
    );
  });

  test('a list of two values is a duplicate', () => {
    expect(judge(genuine, { headers: withHeaders(genuine, { [header]: [value, value] }) })).toBe(
      'duplicate_header',
    );
  });

  test('a list of one value is accepted', () => {
    expect(judge(genuine, { headers: withHeaders(genuine, { [header]: [value] }) })).toBe('accepted');
  });

  test('joined duplicates are rejected', () => {
    const joined = withHeaders(genuine, { [header]: `${value}, ${value}` });

    expect(judge(genuine, { headers: joined })).toMatch(/^(malformed_|duplicate_)/);
  });

  test('two spellings of the name in one record are a duplicate', () => {
    const headers = { ...genuine.headers, [header.toUpperCase()]: value };

    expect(judge(genuine, { headers })).toBe('duplicate_header');
  });

  test.each([undefined, null])('a second spelling with the value %s is ignored', (unset) => {
    const other = header.toUpperCase();

    expect(judge(genuine, { headers: { ...genuine.headers, [other]: unset } as never })).toBe('accepted');
    expect(judge(genuine, { headers: { [other]: unset, ...genuine.headers } as never })).toBe('accepted');
  });

  test('a name with underscores is another header', () => {
    const underscored = withHeaders(genuine, { [header]: undefined, [header.replaceAll('-', '_')]: value });

    expect(judge(genuine, { headers: withoutTwin(underscored) })).toBe('missing_header');
  });

  test('a name with a letter that becomes ASCII in lower case is another header', () => {
    const folding = /k/i.test(header) ? header.replace(/k/i, '\u212a') : header.replace(/s/i, '\u017f');
    const kelvin = withHeaders(genuine, { [header]: undefined, [folding]: value });

    expect(judge(genuine, { headers: withoutTwin(kelvin) })).toBe('missing_header');
  });

  test.each<[string, unknown]>([
    ['left out', undefined],
    ['null', null],
    ['an empty list', []],
    ['a number', 1795176000],
    ['an object', { toString: () => value }],
    ['a list of nothing', [null]],
    ['a list in a list', [[value]]],
  ])('%s it is missing', (_, odd) => {
    const headers = withoutTwin(withHeaders(genuine, { [header]: odd as string }));

    expect(judge(genuine, { headers })).toBe('missing_header');
  });

  test('an empty value is malformed', () => {
    expect(judge(genuine, { headers: withHeaders(genuine, { [header]: '' }) })).toMatch(/^malformed_/);
  });
});

/** Omits the second signature header of Scrapfly, which would be used instead of a missing first one. */
const withoutTwin = (headers: ReturnType<typeof withHeaders>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.endsWith('-Lowercase')));

describe.each([...signed, fromMatchkraft])('any value as a delivery of $source.id', (genuine) => {
  const { body, headers } = genuine;

  test.each<[string, unknown]>([
    ['text', body.toString()],
    ['null', null],
    ['undefined', undefined],
    ['a list of bytes', [...body]],
    ['an ArrayBuffer', new Uint8Array(body).buffer],
    ['16-bit numbers', new Uint16Array(4)],
    ['a view', new DataView(new ArrayBuffer(4))],
    ['an object with the name of a Uint8Array', { [Symbol.toStringTag]: 'Uint8Array', length: 3 }],
    ['a parsed object', JSON.parse(body.toString())],
  ])('a body that is %s is rejected', (_, odd) => {
    expect(judgeAnything(genuine, { headers, body: odd })).toBe('malformed_delivery');
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['text', 'x-signature: 1'],
    ['values that are not pairs', [null]],
    [
      'a throwing iterable',
      {
        [Symbol.iterator]: () => {
          throw new Error('no');
        },
      },
    ],
    [
      'a throwing record',
      {
        get 'x-a'(): string {
          throw new Error('no');
        },
      },
    ],
    ['an endless iterable', endless()],
  ])('headers that are %s are rejected', (_, odd) => {
    expect(judgeAnything(genuine, { headers: odd, body })).toBe('malformed_delivery');
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['text', 'delivery'],
    ['empty', {}],
  ])('a delivery that is %s is rejected', (_, odd) => {
    expect(judgeAnything(genuine, odd)).toBe('malformed_delivery');
  });

  test('values of other types in other headers are ignored', () => {
    const odd = { ...headers, 'x-number': 3, 'x-null': null, 'x-list': [1, null], '': 'x', ü: 'y' };

    expect(judgeAnything(genuine, { headers: odd, body })).toBe('accepted');
  });

  test('header names that are not text are ignored', () => {
    const odd: unknown[] = [...Object.entries(headers), [undefined, 'x'], [Symbol('s'), 'y'], [{}, 'z']];

    expect(judgeAnything(genuine, { headers: odd, body })).toBe('accepted');
  });

  test('Headers of the fetch standard and a Map are accepted', () => {
    expect(judge(genuine, { headers: new Headers(headers) })).toBe('accepted');
    expect(judge(genuine, { headers: new Map(Object.entries(headers)) })).toBe('accepted');
  });

  test('a Uint8Array and a part of a Buffer are accepted', () => {
    expect(judge(genuine, { body: new Uint8Array(body) })).toBe('accepted');
    expect(judge(genuine, { body: Buffer.concat([Buffer.from('x'), body]).subarray(1) })).toBe('accepted');
  });

  test('two thousand headers are accepted, and one more is rejected', () => {
    const fill = Array.from(
      { length: 2000 - Object.keys(headers).length },
      (_, n) => [`x-${n}`, 'v'] as const,
    );

    expect(judge(genuine, { headers: [...Object.entries(headers), ...fill] })).toBe('accepted');
    expect(judge(genuine, { headers: [...Object.entries(headers), ...fill, ['x', 'v']] })).toBe(
      'malformed_delivery',
    );
  });
});

function* endless(): Generator<[string, string]> {
  for (;;) yield ['x-a', 'b'];
}
