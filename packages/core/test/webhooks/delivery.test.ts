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
