import { isIP, isIPv4, type Socket } from 'node:net';
import { openSocket, readExactly } from './sockets.ts';

export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
  /** The user and the password for a proxy that demands them (RFC 1929). */
  readonly credentials?: ProxyCredentials;
}

export interface ProxyCredentials {
  readonly user: string;
  readonly password: string;
}

/** Node's error codes for the reply codes of RFC 1928, section 6. */
const failureCodes: Readonly<Record<number, string>> = {
  2: 'EACCES',
  3: 'ENETUNREACH',
  4: 'EHOSTUNREACH',
  5: 'ECONNREFUSED',
  6: 'ETIMEDOUT',
};

/** Authentication methods of RFC 1928, section 3. */
const NONE = 0;
const PASSWORD = 2;
const MAX_TEXT_BYTES = 255;

/** Connects to `host:port` through a SOCKS5 proxy (RFC 1928). The proxy resolves a name. */
export async function connectThroughSocks5(
  proxy: ProxyAddress,
  host: string,
  port: number,
  signal?: AbortSignal,
): Promise<Socket> {
  const socket = await openSocket({ host: proxy.host, port: proxy.port }, signal);
  const stop = (): void => void socket.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await negotiate(socket, proxy.credentials, connectRequest(host, port));
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

async function negotiate(
  socket: Socket,
  credentials: ProxyCredentials | undefined,
  request: Buffer,
): Promise<void> {
  if (credentials === undefined) {
    // Without a log-in, the request is sent before the proxy has answered.
    socket.write(Buffer.concat([Buffer.of(5, 1, NONE), request]));
    const [, method] = await readExactly(socket, 2);
    if (method !== NONE) throw failure('The SOCKS5 proxy demands authentication', 'EACCES');
    return;
  }
  socket.write(Buffer.of(5, 2, NONE, PASSWORD));
  const [, method] = await readExactly(socket, 2);
  if (method === PASSWORD) await logIn(socket, credentials);
  else if (method !== NONE) throw failure('The SOCKS5 proxy takes no password', 'EACCES');
  socket.write(request);
}

async function logIn(socket: Socket, { user, password }: ProxyCredentials): Promise<void> {
  socket.write(Buffer.concat([Buffer.of(1), withLength(user), withLength(password)]));
  const [, status] = await readExactly(socket, 2);
  if (status !== 0) throw failure('The SOCKS5 proxy refused the user or the password', 'EACCES');
}

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length === 0 || bytes.length > MAX_TEXT_BYTES)
    throw failure('A user and a password of a SOCKS5 proxy have 1 to 255 bytes', 'EINVAL');
  return Buffer.of(bytes.length, ...bytes);
}

function connectRequest(host: string, port: number): Buffer {
  return Buffer.concat([Buffer.of(5, 1, 0), target(host), Buffer.of(port >> 8, port & 255)]);
}

function target(host: string): Buffer {
  const family = isIP(host);
  if (family !== 0) return Buffer.of(family === 4 ? 1 : 4, ...addressBytes(host));
  const name = Buffer.from(host, 'latin1');
  if (name.length === 0 || name.length > MAX_TEXT_BYTES)
    throw failure(`"${host}" is no host name`, 'ENOTFOUND');
  return Buffer.of(3, name.length, ...name);
}

async function readReply(socket: Socket, target: string): Promise<void> {
  const [, status = 1, , kind = 1] = await readExactly(socket, 4);
  const addressLength = kind === 1 ? 4 : kind === 4 ? 16 : ((await readExactly(socket, 1))[0] ?? 0);
  await readExactly(socket, addressLength + 2);
  if (status !== 0)
    throw failure(`The SOCKS5 proxy could not reach ${target}`, failureCodes[status] ?? 'ECONNRESET');
}

const failure = (message: string, code: string): Error => Object.assign(new Error(message), { code });

/** Returns the 4 or 16 bytes of a valid IP address, without its zone. */
function addressBytes(ip: string): number[] {
  if (isIPv4(ip)) return ip.split('.').map(Number);
  const [head = '', tail] = ip.replace(/%.*$/, '').split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const gap = new Array<number>(Math.max(0, 16 - before.length - after.length)).fill(0);
  return [...before, ...(tail === undefined ? [] : gap), ...after];
}

const groups = (text: string): number[] =>
  text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (group.includes('.')) return group.split('.').map(Number);
      const value = parseInt(group, 16);
      return [value >> 8, value & 255];
    });
