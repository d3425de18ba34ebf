import { describe, expect, test } from 'vitest';
import { isWebhookUrl } from '../src/webhook-url.ts';

describe('isWebhookUrl', () => {
  test.each([
    'https://example.com',
    'https://example.com/',
    'https://example.com:8443/hook?a=b#c',
    'https://xn--bcher-kva.example/',
    'https://bücher.example/pfad',
    'https://93.184.216.34/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    `https://example.com/${'x'.repeat(2048 - 20)}`,
  ])('C074: takes %s', (url) => {
    expect(isWebhookUrl(url, { allowPrivate: false })).toBe(true);
  });

  test.each([
    'http://example.com/',
    'HTTPS://example.com/',
    'ftp://example.com/',
    '//example.com/',
    'example.com',
    '',
    ' https://example.com/',
    'https:',
    'https://',
    'https:///path',
    'https://?x',
    'https://#x',
    'https://exa mple.com/',
    'https://example.com/a b',
    'https://example.com/\n',
    'https://example.com\\@evil.example/ ',
    'https://user@example.com/',
    'https://user:password@example.com/',
    'https://exam%ple/',
    `https://example.com/${'x'.repeat(2048 - 19)}`,
    42,
    null,
    ['https://example.com/'],
    {},
  ])('C074, C076: refuses %j', (url) => {
    expect(isWebhookUrl(url, { allowPrivate: false })).toBe(false);
    expect(isWebhookUrl(url, { allowPrivate: true })).toBe(false);
  });

  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost:8443/',
  ])('C076: refuses %s, except where private addresses are allowed', (url) => {
    expect(isWebhookUrl(url, { allowPrivate: false })).toBe(false);
    expect(isWebhookUrl(url, { allowPrivate: true })).toBe(true);
  });
});
