import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { readExactly } from '../net/sockets.ts';

/** Returns the function that serves a connection to `host:port`, or null when the port is closed. */
export type Route = (host: string, port: number) => ((socket: Socket) => void) | null;

export interface Gateway {
  readonly port: number;
  close(): Promise<void>;
}

const reply = (status: number): Buffer => Buffer.of(5, status, 0, 1, 127, 0, 0, 1, 0, 0);
const granted = reply(0);
const refused = reply(5);

/** Starts a SOCKS5 server (RFC 1928) on one loopback port. It connects clients to every host and port of the world. */
export async function startGateway(route: Route): Promise<Gateway> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
    connectClient(socket, route).catch(() => socket.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function connectClient(socket: Socket, route: Route): Promise<void> {
  const [version, methods = 0] = await readExactly(socket, 2);
  if (version !== 5) throw new Error('Only SOCKS version 5 is supported.');
  await readExactly(socket, methods);
  socket.write(Buffer.of(5, 0));
  const [, command, , kind = 0] = await readExactly(socket, 4);
  const host = await readHost(socket, kind);
  const port = (await readExactly(socket, 2)).readUInt16BE(0);
  const accept = command === 1 ? route(host.toLowerCase(), port) : null;
  if (accept === null) {
    socket.end(refused);
    return;
  }
  socket.write(granted);
  accept(socket);
}

async function readHost(socket: Socket, kind: number): Promise<string> {
  if (kind !== 3) return (await readExactly(socket, kind === 4 ? 16 : 4)).join('.');
  const [length = 0] = await readExactly(socket, 1);
  return (await readExactly(socket, length)).toString('latin1');
}
