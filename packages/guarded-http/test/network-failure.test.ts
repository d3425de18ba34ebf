import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Agent, request } from 'undici';
import { describe, expect, test } from 'vitest';
import { describeNetworkFailure, failureOf } from '../src/network-failure.ts';

const withCode = (code: string) => Object.assign(new Error(`failed: ${code}`), { code });

describe('failureOf', () => {
  test.each([
    ['ENOTFOUND', 'name'],
    ['ENODATA', 'name'],
    ['ESERVFAIL', 'resolver'],
    ['ETIMEOUT', 'resolver'],
    ['EAI_AGAIN', 'resolver'],
    ['EBLOCKED', 'blocked'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'reset'],
    ['UND_ERR_SOCKET', 'reset'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['EPROTO', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['HPE_INVALID_CONSTANT', 'protocol'],
    ['EACCES', 'other'],
  ])('classifies %s as %s, in the error and in its causes', (code, kind) => {
    const error = withCode(code);

    expect(failureOf(error)).toEqual({ kind, code });
    expect(failureOf(new Error('fetch failed', { cause: new Error('outer', { cause: error }) }))).toEqual({
      kind,
      code,
    });
  });

  test('classifies the errors of an AggregateError', () => {
    const error = new AggregateError([withCode('ENETUNREACH'), withCode('ECONNREFUSED')]);

    expect(failureOf(error)).toEqual({ kind: 'unreachable', code: 'ENETUNREACH' });
  });

  test('prefers a known code in a cause to an unknown code outside', () => {
    const error = Object.assign(new Error('outer', { cause: withCode('ECONNRESET') }), { code: 'ERR_OUTER' });

    expect(failureOf(error)).toEqual({ kind: 'reset', code: 'ECONNRESET' });
  });

  test.each([undefined, null, 'ECONNRESET', 7, new Error('no code')])(
    'classifies a value without an error code as other: %s',
    (value) => {
      expect(failureOf(value)).toEqual({ kind: 'other', code: null });
    },
  );

  test('ends with an error that is its own cause', () => {
    const error = new Error('circular');
    error.cause = error;

    expect(failureOf(error)).toEqual({ kind: 'other', code: null });
  });

  test('a server that does not use TLS is classified as tls', async () => {
    await using server = await startServer('plain text\r\n');

    const socket = connectTls({ host: '127.0.0.1', port: server.port });
    const [error] = (await once(socket, 'error')) as [Error];

    expect(failureOf(error).kind).toBe('tls');
  });

  test('a server that does not use HTTP is classified as protocol', async () => {
    await using server = await startServer('220 mail.example ESMTP\r\n');
    const dispatcher = new Agent();

    const error = await request(`http://127.0.0.1:${server.port}/`, { dispatcher }).catch(
      (reason: unknown) => reason,
    );
    await dispatcher.destroy();

    expect(failureOf(error).kind).toBe('protocol');
  });
});

describe('describeNetworkFailure', () => {
  test.each([
    ['ENOTFOUND', 'The host does not exist.'],
    ['ECONNREFUSED', 'The host refused the connection.'],
    ['EBLOCKED', 'The host is not on the public internet.'],
    ['EACCES', 'The host could not be reached.'],
  ])('describes %s in one sentence about the given subject', (code, sentence) => {
    expect(describeNetworkFailure(failureOf(withCode(code)), 'The host')).toBe(sentence);
  });
});

/** Starts a server that sends `greeting` to each client and closes the connection. */
async function startServer(greeting: string) {
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .resume()
      .end(greeting);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
