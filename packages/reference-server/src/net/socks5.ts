import { isIP, type Socket } from 'node:net';
import { openSocket } from './open-socket.ts';
import { readExactly } from './read-exactly.ts';

export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

/** Reply field of RFC 1928, section 6, as the code Node gives to the same failure of a direct connection. */
const failureCodes: Readonly<Record<number, string>> = {
  2: 'EACCES',
  3: 'ENETUNREACH',
  4: 'EHOSTUNREACH',
  5: 'ECONNREFUSED',
  6: 'ETIMEDOUT',
};

const longestDomainName = 255;

/** Opens `host:port` through a SOCKS5 proxy without authentication; the proxy resolves the name. */
export async function connectThroughSocks5(
  proxy: ProxyAddress,
  host: string,
  port: number,
  signal?: AbortSignal,
): Promise<Socket> {
  const socket = await openSocket(proxy, signal);
  const stop = (): void => void socket.destroy(signal?.reason as Error);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    socket.write(Buffer.concat([Buffer.of(5, 1, 0), connectRequest(host, port)]));
    const [, method] = await readExactly(socket, 2);
    if (method !== 0) throw failure('The SOCKS5 proxy demands authentication', 'EACCES');
    await readReply(socket, `${host}:${port}`);
    return socket;
  } catch (error) {
    socket.destroy();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

function connectRequest(host: string, port: number): Buffer {
  const name = Buffer.from(host, 'latin1');
  if (name.length === 0 || name.length > longestDomainName)
    throw failure(`"${host}" is no host name`, 'ENOTFOUND');
  const address =
    isIP(host) === 4 ? Buffer.of(1, ...host.split('.').map(Number)) : Buffer.of(3, name.length, ...name);
  return Buffer.concat([Buffer.of(5, 1, 0), address, Buffer.of(port >> 8, port & 255)]);
}

async function readReply(socket: Socket, target: string): Promise<void> {
  const [, status = 1, , kind = 1] = await readExactly(socket, 4);
  const addressLength = kind === 1 ? 4 : kind === 4 ? 16 : ((await readExactly(socket, 1))[0] ?? 0);
  await readExactly(socket, addressLength + 2);
  if (status !== 0)
    throw failure(`The SOCKS5 proxy could not reach ${target}`, failureCodes[status] ?? 'ECONNRESET');
}

const failure = (message: string, code: string): Error => Object.assign(new Error(message), { code });
