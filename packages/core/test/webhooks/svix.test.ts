import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test } from 'vitest';
import { fromScrapenest, SENT, now } from './genuine.ts';
import { accept, judge, withHeaders } from './judge.ts';
import { id, signature, signatureOf, signedAs, timestamp, withSignature } from './scrapenest-delivery.ts';

const { headers, secret } = fromScrapenest;

test('N05: the delivery of the guide is accepted, with the id that was signed', () => {
  expect(accept(fromScrapenest)).toMatchObject({
    provider: 'scrapenest',
    trust: 'signed',
    readable: true,
    type: 'job.completed',
    jobId: 'job_01',
    messageId: id,
    deduplicationKey: 'scrapenest:evt_01KRA',
  });
});

test('the vector that Svix publishes is accepted', () => {
  const published = {
    'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'svix-timestamp': '1614265330',
    'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const event = accept(fromScrapenest, {
    headers: published,
    body: Buffer.from('{"test": 2432232314}'),
    now: new Date(1_614_265_330_000),
  });

  expect(event).toMatchObject({ trust: 'signed', readable: false, messageId: id });
});

describe('signatures of the official packages are accepted', () => {
  const text = '{"event_id":"evt_ü","event_type":"job.completed","data":{"job_id":"job_9"}}';
  const at = new Date(SENT * 1000);

  test.each([
    ['svix', new SvixWebhook(secret).sign('msg_1', at, text)],
    ['standardwebhooks', new StandardWebhook(secret).sign('msg_1', at, text)],
  ])('%s', (_, signedText) => {
    const sent = { 'svix-id': 'msg_1', 'svix-timestamp': String(SENT), 'svix-signature': signedText };

    expect(accept(fromScrapenest, { headers: sent, body: Buffer.from(text) })).toMatchObject({
      jobId: 'job_9',
      messageId: 'msg_1',
    });
  });
});

describe('the two header prefixes', () => {
  const legacy = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };

  test('webhook-* headers are used when there is no svix-* header', () => {
    expect(judge(fromScrapenest, { headers: legacy })).toBe('accepted');
  });

  test('svix-* headers are used when both are present', () => {
    expect(
      judge(fromScrapenest, { headers: { ...legacy, ...headers, 'webhook-signature': 'v1,junk' } }),
    ).toBe('accepted');
    expect(judge(fromScrapenest, { headers: { ...legacy, ...withSignature('v1,junk') } })).toBe(
      'malformed_signature',
    );
  });

  test.each(['id', 'timestamp', 'signature'])('the %s of one prefix does not complete the other', (field) => {
    const mixed = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => {
        const isField = name.toLowerCase() === `svix-${field}`;
        return [isField ? `webhook-${field}` : name, value];
      }),
    );

    expect(judge(fromScrapenest, { headers: mixed })).toBe('missing_header');
  });

  test.each(['id', 'timestamp', 'signature'])('a single svix-%s header selects its prefix', (field) => {
    expect(judge(fromScrapenest, { headers: { ...legacy, [`svix-${field}`]: 'x' } })).toBe('missing_header');
  });

  test.each([undefined, null, []])('a svix-id with the value %j does not select its prefix', (unset) => {
    expect(judge(fromScrapenest, { headers: { ...legacy, 'svix-id': unset } as never })).toBe('accepted');
  });

  test('without both prefixes the headers are missing', () => {
    expect(judge(fromScrapenest, { headers: { 'content-type': 'application/json' } })).toBe('missing_header');
  });
});

describe('the list of signatures', () => {
  const other = signatureOf(['another message']);

  test.each([
    ['last', `${other} ${signature}`],
    ['first', `${signature} ${other}`],
    ['among versions we do not know', `v2,${signature.slice(3)} v1a,xyz ${signature} v1`],
    ['with more space than needed', `  ${signature}  `],
    ['after an empty one', `v1, ${signature}`],
    ['after junk', `, v1 v1,short ${signature}`],
  ])('the valid signature is found %s', (_, list) => {
    expect(judge(fromScrapenest, { headers: withSignature(list) })).toBe('accepted');
  });

  test('a list of other signatures does not match', () => {
    expect(judge(fromScrapenest, { headers: withSignature(`${other} ${other}`) })).toBe('signature_mismatch');
  });

  test.each([
    signature.slice(3),
    `v1:${signature.slice(3)}`,
    `V1,${signature.slice(3)}`,
    `v1a,${signature.slice(3)}`,
    `v2,${signature.slice(3)}`,
    `xv1,${signature.slice(3)}`,
    `v1, ${signature.slice(3)}`,
    signature.slice(0, -1),
    `${signature}=`,
    `${signature}zz`,
    `${signature}\n`,
    `${signature}\t${signature}`,
    signature.replaceAll('+', '-').replaceAll('/', '_'),
    `v1,${Buffer.from(signature.slice(3), 'base64').toString('hex')}`,
    `${signature.slice(0, -2)}é=`,
    ' ',
  ])('%j contains no signature of the documented form', (list) => {
    expect(judge(fromScrapenest, { headers: withSignature(list) })).toBe('malformed_signature');
  });

  test('other base64 of the same bytes does not match', () => {
    // The last letter has two bits that belong to no byte.
    const alike = signature.replace(
      /(.)=$/,
      (_, letter: string) => `${String.fromCharCode(letter.charCodeAt(0) + 1)}=`,
    );

    expect(Buffer.from(alike.slice(3), 'base64')).toEqual(Buffer.from(signature.slice(3), 'base64'));
    expect(judge(fromScrapenest, { headers: withSignature(alike) })).toBe('signature_mismatch');
  });

  test('two joined headers are duplicates, whichever is valid', () => {
    expect(judge(fromScrapenest, { headers: withSignature(`${other}, ${signature}`) })).toBe(
      'duplicate_header',
    );
    expect(judge(fromScrapenest, { headers: withSignature(`${signature}, ${other}`) })).toBe(
      'duplicate_header',
    );
    expect(judge(fromScrapenest, { headers: withSignature(`${signature},${other}`) })).toBe(
      'duplicate_header',
    );
  });
});

describe('the message id', () => {
  test.each(['a', 'msg_1', 'evt:7/é'.slice(0, 6), '-', '~!', 'x'.repeat(300)])('%j is accepted', (text) => {
    expect(judge(fromScrapenest, { headers: signedAs({ id: text }) })).toBe('accepted');
  });

  test.each([
    '',
    'msg.1',
    '.',
    'a b',
    ' msg_1',
    'msg_1 ',
    'msg_1\n',
    'msg_1,',
    'msg_1, msg_1',
    'msgü',
    'a\0b',
    'a\u007fb',
  ])('%j is malformed, even with a valid signature', (text) => {
    expect(judge(fromScrapenest, { headers: signedAs({ id: text }) })).toBe('malformed_id');
  });

  test('bytes moved between id, timestamp and body do not match', () => {
    const moved = { ...signedAs({}), 'svix-id': `${id}.${timestamp}`, 'svix-timestamp': '1' };

    expect(judge(fromScrapenest, { headers: moved })).toBe('malformed_id');
  });

  test('another id with the old signature does not match', () => {
    expect(judge(fromScrapenest, { headers: withHeaders(fromScrapenest, { 'Svix-Id': 'msg_2' }) })).toBe(
      'signature_mismatch',
    );
  });
});

describe('the timestamp', () => {
  test.each(['1795176000.0', '+1795176000', '01795176000', '', 'now', '1795176000abc'])(
    '%j is malformed, even with a valid signature',
    (text) => {
      expect(judge(fromScrapenest, { headers: signedAs({ timestamp: text }) })).toBe('malformed_timestamp');
    },
  );

  test.each([
    [299, 'accepted'],
    [300, 'accepted'],
    [301, 'stale_timestamp'],
    [-300, 'accepted'],
    [-301, 'stale_timestamp'],
  ])('%s s later it is %s', (seconds, expected) => {
    expect(judge(fromScrapenest, { now: new Date(now.getTime() + seconds * 1000) })).toBe(expected);
  });
});

test('N04: a stale but genuine delivery has the job id', () => {
  const late = new Date((SENT + 10_000) * 1000);

  expect(() => accept(fromScrapenest, { now: late })).toThrow(
    expect.objectContaining({
      event: expect.objectContaining({ jobId: 'job_01', messageId: id }) as unknown,
    }),
  );
});

test('the signature of a body that is not UTF-8 covers its bytes', () => {
  const raw = Buffer.from([0xff, 0xfe]);

  expect(judge(fromScrapenest, { headers: signedAs({ body: raw }), body: raw })).toBe('accepted');
  expect(judge(fromScrapenest, { headers: signedAs({ body: raw }), body: Buffer.from('\ufffd\ufffd') })).toBe(
    'signature_mismatch',
  );
});

test.each(['svix-id', 'svix-timestamp', 'svix-signature'])(
  'the other names of the headers are not used when %s is present',
  (name) => {
    const complete = signedAs({});
    const renamed = Object.fromEntries(
      Object.entries(complete).map(([each, text]) => [each.replace('svix', 'webhook'), text]),
    );

    expect(judge(fromScrapenest, { headers: renamed })).toBe('accepted');
    expect(judge(fromScrapenest, { headers: { ...renamed, [name]: 'x' } })).toBe('missing_header');
  },
);
