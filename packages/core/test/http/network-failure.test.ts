import { describe, expect, test } from 'vitest';
import { NetworkError } from '../../src/errors/network-error.ts';
import { toNetworkError } from '../../src/http/network-failure.ts';

/** These errors contain no secret. */
const unchanged = (text: string) => text;

const error = (message: string, facts: object = {}) => Object.assign(new Error(message), facts);
const coded = (code: string) => error(`failed: ${code}`, { code });
/** An error as a host throws it that wraps the error of the socket. */
const wrapped = (cause: Error) => new Error('Request failed', { cause: new Error('again', { cause }) });

const connectTimeout = error('connect ETIMEDOUT 10.0.0.1:443', { code: 'ETIMEDOUT', syscall: 'connect' });
const hungUp = error('Client network socket disconnected before secure TLS connection was established', {
  code: 'ECONNRESET',
});

describe('C189: a request counts as not sent when no connection was ready', () => {
  test.each([
    ['an unknown host', error('getaddrinfo ENOTFOUND x.test', { code: 'ENOTFOUND', syscall: 'getaddrinfo' })],
    ['a name server that fails', coded('EAI_AGAIN')],
    ['a refused connection', coded('ECONNREFUSED')],
    ['a connection that times out', connectTimeout],
    ['a connection that times out in undici', coded('UND_ERR_CONNECT_TIMEOUT')],
    ['an interface that is down', coded('ENETDOWN')],
    ['a certificate that has expired', coded('CERT_HAS_EXPIRED')],
    ['a certificate of another host', coded('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['a certificate of an unknown issuer', coded('UNABLE_TO_GET_ISSUER_CERT')],
    ['a handshake that the server refuses', coded('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE')],
    ['a server without TLS', coded('ERR_SSL_WRONG_VERSION_NUMBER')],
    ['a handshake that the server ends', hungUp],
    ['a tunnel that the proxy refuses', coded('ERR_PROXY_TUNNEL')],
    ['several addresses that all time out', new AggregateError([connectTimeout, connectTimeout])],
    [
      'a host that keeps only the message',
      error('request to https://x.test failed, reason: connect ETIMEDOUT 10.0.0.1:443', {
        code: 'ETIMEDOUT',
      }),
    ],
    ['a wrapped error', wrapped(connectTimeout)],
    ['a transport that says so', new NetworkError('Nothing left.', { sent: false })],
    [
      'a wrapped error of a transport that says so',
      wrapped(new NetworkError('Nothing left.', { sent: false })),
    ],
  ])('%s', (_, failure) => {
    expect(toNetworkError(failure, unchanged)).toMatchObject({ sent: false, retryable: true });
  });
});

describe('C189: a request that cannot be sent is not repeated', () => {
  test.each([
    'UND_ERR_INVALID_ARG',
    'ERR_INVALID_URL',
    'ERR_INVALID_CHAR',
    'ERR_UNESCAPED_CHARACTERS',
    'ERR_INVALID_PROTOCOL',
  ])('%s', (code) => {
    expect(toNetworkError(coded(code), unchanged)).toMatchObject({ sent: false, retryable: false, code });
  });
});

describe('C189: every other failure counts as sent', () => {
  test.each([
    ['a connection that is reset', error('read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' })],
    ['a broken pipe', error('write EPIPE', { code: 'EPIPE', syscall: 'write' })],
    ['a time-out after the connection', error('read ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'read' })],
    ['an answer that does not come', coded('UND_ERR_HEADERS_TIMEOUT')],
    ['a record that TLS cannot decrypt', coded('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC')],
    ['an error without a code', new Error('no answer came within 25 s.')],
    ['a value that is no error', 'broken'],
    ['addresses of which one was reached', new AggregateError([connectTimeout, coded('ECONNRESET')])],
    ['a wrapped error', wrapped(coded('ECONNRESET'))],
    ['a transport that says so', new NetworkError('Lost.', { sent: true, cause: coded('ECONNREFUSED') })],
  ])('%s', (_, failure) => {
    expect(toNetworkError(failure, unchanged)).toMatchObject({ sent: true, retryable: true });
  });

  test('an answer that broke off, whatever its code is', () => {
    expect(toNetworkError(coded('ECONNREFUSED'), unchanged, { status: 202 })).toMatchObject({
      sent: true,
      status: 202,
    });
  });
});

test('the message names every address that failed', () => {
  const failure = new AggregateError([
    error('connect ECONNREFUSED ::1:9', { code: 'ECONNREFUSED' }),
    error('connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED' }),
  ]);

  expect(toNetworkError(failure, unchanged).message).toBe(
    'The provider could not be reached: connect ECONNREFUSED ::1:9; connect ECONNREFUSED 127.0.0.1:9',
  );
});

test.each([
  ['an object without a prototype', Object.create(null) as unknown],
  [
    'an object that cannot be written as text',
    {
      toString: () => {
        throw new TypeError('no text');
      },
    },
  ],
  ['a list with such an object', new AggregateError([Object.create(null)], '')],
])('C192: %s that a transport rejects with becomes a NetworkError', (_, failure) => {
  const result = toNetworkError(failure, unchanged);

  expect(result).toMatchObject({ sent: true, retryable: true });
  expect(result.message).toBe('The provider gave no complete answer: an error without a message');
});
