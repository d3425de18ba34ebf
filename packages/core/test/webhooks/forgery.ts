import fc from 'fast-check';
import { messageOf, type Message, type Target } from './forgery-targets.ts';
import { SENT, type Genuine } from './genuine.ts';
import type { Change } from './judge.ts';

/** Generates small changes of a genuine delivery after which it must be rejected. */
export function forgery(target: Target): fc.Arbitrary<Change> {
  const { genuine } = target;
  const changes = [
    changedBody(genuine.body).map((body) => ({ body })),
    changedSignature(target),
    foreignKey(target),
    otherMessage(target),
    ...Object.values(target.headers).flatMap((name) => [damagedHeader(genuine, name)]),
    fc
      .subarray([
        '',
        'undefined',
        'null',
        'whsec_',
        'whsec_b3RoZXI=',
        genuine.secret.slice(1),
        `${genuine.secret} `,
      ])
      .map((secrets) => ({ secrets })),
  ];
  const timed =
    target.headers.timestamp === undefined
      ? []
      : [movedBorder(target), malformedTimestamp(target), stale(target)];
  return fc.oneof(...changes, ...timed);
}

function changedBody(body: Buffer): fc.Arbitrary<Buffer> {
  const at = fc.nat(body.length - 1);
  const text = body.toString();
  return fc
    .oneof(
      fc
        .tuple(at, fc.nat(7))
        .map(([index, bit]) => Buffer.from(body.map((byte, n) => (n === index ? byte ^ (1 << bit) : byte)))),
      fc
        .tuple(at, fc.uint8Array({ minLength: 1, maxLength: 4 }))
        .map(([index, bytes]) => Buffer.concat([body.subarray(0, index), bytes, body.subarray(index)])),
      fc
        .tuple(at, fc.integer({ min: 1, max: 4 }))
        .map(([index, count]) => Buffer.concat([body.subarray(0, index), body.subarray(index + count)])),
      at.map((index) => body.subarray(0, index)),
      fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('\ufeff', '\r\n', '\0', ' ').map((added) => Buffer.from(added + text)),
      fc.constantFrom('\r\n', '\n', '\0', ' ', '.').map((added) => Buffer.from(text + added)),
      fc
        .constantFrom(1, 2, '\t')
        .map((indent) => Buffer.from(JSON.stringify(JSON.parse(text), null, indent))),
      fc.constant(Buffer.from(text, 'utf16le')),
    )
    .filter((changed) => !changed.equals(body));
}

/** Generates changed signature headers without the valid signature. */
function changedSignature({ genuine, headers, holds }: Target): fc.Arbitrary<Change> {
  const good = genuine.headers[headers.signature] ?? '';
  const at = fc.nat(good.length - 1);
  const letter = fc.oneof(
    fc.constantFrom('0', '9', 'a', 'f', 'g', 'A', 'F', '+', '/', '=', '-', '_', ',', ' ', '\n', '\0', 'é'),
    fc.string({ minLength: 1, maxLength: 2 }),
  );
  return fc
    .oneof(
      fc.tuple(at, letter).map(([index, other]) => good.slice(0, index) + other + good.slice(index + 1)),
      fc.tuple(at, letter).map(([index, other]) => good.slice(0, index) + other + good.slice(index)),
      at.map((index) => good.slice(0, index)),
      at.map((index) => good.slice(index + 1)),
      letter.map((other) => good + other),
      letter.map((other) => other + good),
      fc.constantFrom('sha256=', 'sha1=', 'v1,', 'v1a,', 'v2,', 'v0=', '0x').map((prefix) => prefix + good),
      fc.constantFrom(
        good.toUpperCase(),
        good.replace(/^\w+[=,]/, ''),
        `${good},${good}`,
        `${good}, ${good}`,
        `"${good}"`,
      ),
      fc.stringMatching(/^[0-9a-f]{64}$/),
      fc.string({ maxLength: 100 }),
    )
    .filter((text) => !holds(text, good))
    .map((text) => ({ headers: replacing(genuine, headers.signature, text) }));
}

/** Generates valid signatures with another key. */
function foreignKey({ genuine, headers, sign }: Target): fc.Arbitrary<Change> {
  const { secret } = genuine;
  const plain = secret.replace(/^whsec_/, '');
  const wrong: (string | Buffer)[] = [
    '',
    'undefined',
    'null',
    '[object Object]',
    'whsec_',
    `${secret}\n`,
    secret.slice(1),
    secret.toUpperCase(),
  ];
  // The keys that other schemes derive from the same secret.
  const other =
    headers.id === undefined ? [Buffer.from(plain, 'base64'), Buffer.from(secret, 'hex')] : [secret, plain];
  return fc
    .oneof(
      fc.constantFrom(...wrong, ...other),
      fc.string({ maxLength: 64 }),
      fc.uint8Array({ maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
    )
    .filter((key) => key !== secret || headers.id !== undefined)
    .map((key) => ({ headers: replacing(genuine, headers.signature, sign(key, messageOf(genuine))) }));
}

/** Generates valid signatures over content that was not sent. */
function otherMessage({ genuine, headers, sign, key }: Target): fc.Arbitrary<Change> {
  const message = messageOf(genuine);
  const changed = changedBody(genuine.body).map((body) => ({ ...message, body }));
  const timed = fc
    .integer({ min: 1, max: 9999 })
    .map((later) => ({ ...message, timestamp: String(SENT + later) }));
  const named = fc.stringMatching(/^[a-z0-9_]{1,20}$/).map((id) => ({ ...message, id }));
  const others = [
    changed,
    ...(headers.timestamp === undefined ? [] : [timed]),
    ...(headers.id === undefined ? [] : [named]),
  ];
  return fc
    .oneof(...others)
    .map((other) => ({ headers: replacing(genuine, headers.signature, sign(key, other)) }));
}

/** Generates a missing, duplicate, empty or renamed header. */
function damagedHeader(genuine: Genuine, name: string): fc.Arbitrary<Change> {
  const value = genuine.headers[name] ?? '';
  const pairs = Object.entries(genuine.headers);
  const others = pairs.filter(([each]) => each !== name);
  const renamed = fc
    .constantFrom(
      name.replaceAll('-', '_'),
      name.replaceAll('-', ''),
      `HTTP_${name}`,
      ` ${name}`,
      `${name}:`,
      `X-${name}`,
      name.replace(/s/i, 'ſ'),
    )
    .map((other) => [...others, [other, value] as const]);
  const twice = fc
    .tuple(
      fc.nat(pairs.length),
      fc.oneof(fc.constant(value), fc.string({ maxLength: 80 })),
      fc.constantFrom(name, name.toLowerCase(), name.toUpperCase()),
    )
    .map(([at, text, other]) => [...pairs.slice(0, at), [other, text] as const, ...pairs.slice(at)]);
  return fc
    .oneof(fc.constant(others), fc.constant([...others, [name, ''] as const]), renamed, twice)
    .map((headers) => ({ headers }));
}

/** Splits the signed text at another of its dots. */
function movedBorder({ genuine, headers, sign, key }: Target): fc.Arbitrary<Change> {
  const { id, timestamp } = messageOf(genuine);
  const digits = fc.oneof(fc.constant(timestamp), fc.nat().map(String));
  return fc.tuple(digits, fc.string()).chain(([head, tail]) => {
    const signature = sign(key, { id, timestamp, body: Buffer.from(`${head}.${tail}`) });
    const intoTimestamp = { [headers.timestamp ?? '']: `${timestamp}.${head}` };
    const intoId = { [headers.id ?? '']: `${id}.${timestamp}`, [headers.timestamp ?? '']: head };
    return fc.constantFrom(intoTimestamp, ...(headers.id === undefined ? [] : [intoId])).map((moved) => ({
      headers: { ...genuine.headers, ...moved, [headers.signature]: signature },
      body: Buffer.from(tail),
    }));
  });
}

const oddTimestamps = [
  '',
  '0x6b002a40',
  'NaN',
  'Infinity',
  '1.795176e9',
  '2026-11-20T12:00:00Z',
  '9'.repeat(400),
  '١٧٩٥١٧٦٠٠٠',
];

/** Generates timestamps that lenient parsers accept, with a valid signature. */
function malformedTimestamp({ genuine, headers, sign, key }: Target): fc.Arbitrary<Change> {
  const { id } = messageOf(genuine);
  const text = String(SENT);
  const junk = fc.string({ minLength: 1, maxLength: 3 }).filter((each) => !/^[0-9]+$/.test(each));
  return fc
    .oneof(
      fc.constantFrom(
        ...oddTimestamps,
        `-${text}`,
        `+${text}`,
        `0${text}`,
        ` ${text}`,
        `${text} `,
        `${text}\n`,
        `${text}.0`,
        `${text}e0`,
        `${text}n`,
        `${text}, ${text}`,
      ),
      junk.map((each) => text + each),
      junk.map((each) => each + text),
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), junk)
        .map(([at, each]) => text.slice(0, at) + each + text.slice(at)),
    )
    .map((timestamp) => signedAnew({ genuine, headers, sign, key }, { id, timestamp, body: genuine.body }));
}

/** Generates valid signatures with a timestamp that is too early or too late. */
function stale(target: Omit<Target, 'name' | 'holds'>): fc.Arbitrary<Change> {
  const { id } = messageOf(target.genuine);
  const { body } = target.genuine;
  return fc
    .oneof(
      fc.integer({ min: 301, max: 3000 }),
      fc.integer({ min: -3000, max: -301 }),
      fc.constantFrom(-SENT, SENT * 999, 301, -301),
    )
    .map((seconds) => signedAnew(target, { id, timestamp: String(SENT + seconds), body }));
}

function signedAnew(
  { genuine, headers, sign, key }: Omit<Target, 'name' | 'holds'>,
  message: Message,
): Change {
  const dated = replacing(genuine, headers.timestamp ?? '', message.timestamp);
  return {
    headers: dated.map(
      ([name, text]) => [name, name === headers.signature ? sign(key, message) : text] as const,
    ),
  };
}

const replacing = ({ headers }: Genuine, name: string, text: string): (readonly [string, string])[] =>
  Object.entries(headers).map(([each, value]) => [each, each === name ? text : value] as const);
