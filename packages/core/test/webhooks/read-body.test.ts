import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { readBody } from '../../src/webhooks/receiver.ts';

const bytes = (length: number) => Buffer.alloc(length, 'x');

test.each([null, undefined])('a missing body (%s) is an empty body', async (none) => {
  expect(await readBody(none, 0)).toEqual(new Uint8Array());
});

test('a body of bytes is returned up to the limit', async () => {
  expect(await readBody(bytes(10), 10)).toEqual(bytes(10));
  expect(await readBody(bytes(11), 10)).toBeUndefined();
});

test('a stream is read in order up to the limit', async () => {
  const chunks = ['ab', 'cd', 'ef'].map((text) => Buffer.from(text));

  expect(Buffer.from((await readBody(Readable.from(chunks), 6)) ?? []).toString()).toBe('abcdef');
  expect(await readBody(Readable.from(chunks), 5)).toBeUndefined();
});

test('a stream of the fetch standard is read', async () => {
  const { body } = new Response('abc');

  expect(Buffer.from((await readBody(body, 10)) ?? []).toString()).toBe('abc');
});

test('beyond the limit the stream is not read further and stays open', async () => {
  let taken = 0;
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        taken++;
        yield await Promise.resolve(bytes(10));
      }
    } finally {
      closed = true;
    }
  }

  expect(await readBody(endless(), 25)).toBeUndefined();
  expect({ taken, closed }).toEqual({ taken: 3, closed: false });
});

test('a stream of text is a ConfigurationError', async () => {
  const text = Readable.from(['a']) as AsyncIterable<never>;

  await expect(readBody(text, 10)).rejects.toThrow(/stream of Uint8Array.*it was decoded to text\.$/);
  await expect(readBody(text, 10)).rejects.toBeInstanceOf(ConfigurationError);
});

test.each([[{ event: 'x' }], [[]], ['{"event":"x"}'], [7], [true]])(
  'a parsed body (%j) is a ConfigurationError that asks for the raw body',
  async (body) => {
    const reading = readBody(body as unknown as Uint8Array, 100);

    await expect(reading).rejects.toThrow(
      /^The raw body is needed.*Keep body parsers away.*it was parsed\.$/,
    );
    await expect(reading).rejects.toBeInstanceOf(ConfigurationError);
  },
);

test('a stream that was read before is a ConfigurationError', async () => {
  const stream = Readable.from([bytes(1)]);
  await stream.toArray();
  const fetched = new Response('abc');
  await fetched.text();

  for (const read of [stream, fetched.body]) {
    await expect(readBody(read, 10)).rejects.toThrow(/^The raw body is needed.*it was read before\.$/);
  }
});
