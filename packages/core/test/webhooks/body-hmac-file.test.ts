import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fromScrapfly } from './genuine.ts';
import { accept } from './judge.ts';
import { TYPE, sending } from './scrapfly-delivery.ts';

test('F15: an image is accepted, recognised by the resource type, and returned as bytes', () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
  const headers = {
    [TYPE]: 'screenshot',
    'X-Scrapfly-Webhook-Job-Id': 'job-7',
    'Content-Type': 'application/json',
  };

  const event = accept(fromScrapfly, sending(image, [image], headers));

  expect(event).toMatchObject({
    type: 'screenshot',
    unsignedJobId: 'job-7',
    readable: false,
    payload: undefined,
  });
  expect(event.bytes).toEqual(image);
  expect(event.jobId).toBeUndefined();
});

test('F15: a compressed image is returned inflated', () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
  const compressed = gzipSync(image);
  const headers = { [TYPE]: 'screenshot', 'X-Scrapfly-Webhook-Job-Id': 'job-7', 'Content-Encoding': 'gzip' };

  expect(accept(fromScrapfly, sending(compressed, [compressed], headers)).bytes).toEqual(image);
  expect(accept(fromScrapfly, sending(compressed, [image], headers)).bytes).toEqual(image);
  expect(accept(fromScrapfly, sending(image, [image], headers)).bytes).toEqual(image);
});

test('F14: JSON is not treated as an image, whatever its header is', () => {
  const odd = Buffer.from('{"context":null}');
  const headers = { [TYPE]: 'screenshot', 'X-Scrapfly-Webhook-Job-Id': 'job-7' };

  expect(accept(fromScrapfly, sending(odd, [odd], headers))).toMatchObject({
    readable: false,
    unsignedJobId: undefined,
    bytes: undefined,
  });
});

test('F13: an extraction is matched by its unsigned header, and deduplicated by its bytes', () => {
  const extraction = Buffer.from('{"data":{}}');
  const headers = { [TYPE]: 'extraction', 'X-Scrapfly-Webhook-Job-Id': 'job-7' };

  const event = accept(fromScrapfly, sending(extraction, [extraction], headers));
  const relabelled = accept(
    fromScrapfly,
    sending(extraction, [extraction], { ...headers, 'X-Scrapfly-Webhook-Job-Id': 'job-8' }),
  );

  expect(event).toMatchObject({ unsignedJobId: 'job-7', readable: true });
  expect(event.jobId).toBeUndefined();
  expect(relabelled.deduplicationKey).toBe(event.deduplicationKey);
});
