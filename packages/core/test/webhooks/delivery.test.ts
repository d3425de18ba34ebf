import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { parseDelivery, type Delivery } from '../../src/webhooks/delivery.ts';

const causeOf = (delivery: unknown): unknown => {
  try {
    return parseDelivery(delivery as Delivery);
  } catch (error) {
    return (error as Error).cause;
  }
};

test('an object that only inherits from Uint8Array is no body', () => {
  const body: unknown = Object.create(Uint8Array.prototype);

  expect(causeOf({ headers: {}, body })).toEqual(new TypeError('A body is a Uint8Array.'));
});

test.each([new Uint16Array(1), new DataView(new ArrayBuffer(1)), new ArrayBuffer(1), null, {}])(
  '%o is no body',
  (body) => {
    expect(causeOf({ headers: {}, body })).toEqual(new TypeError('A body is a Uint8Array.'));
  },
);

test('bytes of another realm are a body', () => {
  const body = runInNewContext('new Uint8Array(2)') as Uint8Array;

  expect(body).not.toBeInstanceOf(Uint8Array);
  expect(parseDelivery({ headers: {}, body }).body).toBe(body);
});

test('headers without a name of text count towards the limit', () => {
  const many = Array.from({ length: 2001 }, () => [7, 'v']);

  expect(causeOf({ headers: many, body: Buffer.alloc(0) })).toEqual(
    new RangeError('More than 2000 headers.'),
  );
  expect(causeOf({ headers: many.slice(1), body: Buffer.alloc(0) })).toMatchObject({ headers: [] });
});

test('a rejection has the reason for a malformed delivery as its cause', () => {
  const failure = new Error('no more headers');
  const headers = {
    [Symbol.iterator]: () => {
      throw failure;
    },
  };
  const many = Array.from({ length: 2001 }, (_, n) => [`x-${n}`, 'v']);

  expect(causeOf({ headers, body: Buffer.alloc(0) })).toBe(failure);
  expect(causeOf({ headers: {}, body: 'text' })).toEqual(new TypeError('A body is a Uint8Array.'));
  expect(causeOf({ headers: many, body: Buffer.alloc(0) })).toEqual(
    new RangeError('More than 2000 headers.'),
  );
});
