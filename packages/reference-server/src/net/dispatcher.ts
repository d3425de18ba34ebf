import { isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { withoutBrackets } from '@scrapekit/guarded-http';
import { Agent, type buildConnector, type Dispatcher } from 'undici';
import type { Net } from './net.ts';

/** Creates an HTTP client that connects through `net`, with at most `connections` per host at a time. `signal` ends them. */
export function createDispatcher(net: Net, signal: AbortSignal, connections = 1): Dispatcher {
  return new Agent({
    connect: connectorThrough(net, signal),
    connections,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 4000,
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
  });
}

function connectorThrough(net: Net, signal: AbortSignal): buildConnector.connector {
  return ({ hostname, protocol, port, servername }, callback) => {
    const host = withoutBrackets(hostname);
    const secure = protocol === 'https:';
    net
      .connect(host, port === '' ? (secure ? 443 : 80) : Number(port), signal)
      .then((socket): Socket | Promise<Socket> =>
        secure ? startTls(socket, servername ?? host, signal) : socket,
      )
      .then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error as Error, null),
      );
  };
}

/** Rejects with the error of the handshake, or with the reason of an aborted `signal`. Then the socket is closed. */
function startTls(socket: Socket, host: string, signal: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const secured = connectTls({ socket, ALPNProtocols: ['http/1.1'], ...name });
    const abort = (): void => void secured.destroy(signal.reason as Error);
    const fail = (error: Error): void => {
      signal.removeEventListener('abort', abort);
      reject(error);
    };
    secured.once('error', fail).once('secureConnect', () => {
      signal.removeEventListener('abort', abort);
      secured.off('error', fail);
      resolve(secured);
    });
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
}
