import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Socks5Server extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** The requested targets as `host:port`, in order. */
  readonly targets: readonly string[];
  /** The log-ins as `user:password`, in order. */
  readonly logIns: readonly string[];
}

export interface Socks5ServerOptions {
  /** The accepted log-in as `user:password`. Without it, no log-in is demanded. */
  readonly credentials?: string;
  /** Returns the loopback port that a target is connected to, or undefined to refuse the target. */
  readonly portOf: (target: string) => number | undefined;
}

/** Starts a SOCKS5 server (RFC 1928, RFC 1929) on loopback that connects each target to a loopback port. */
export async function startSocks5Server({ credentials, portOf }: Socks5ServerOptions): Promise<Socks5Server> {
  const targets: string[] = [];
  const logIns: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
    void converse(socket).catch(() => socket.destroy());
  });

  async function converse(socket: Socket): Promise<void> {
    const take = reader(socket);
    const [, count = 0] = await take(2);
    const methods = [...(await take(count))];
    const method = credentials === undefined ? 0 : 2;
    if (!methods.includes(method)) {
      socket.end(Buffer.of(5, 255));
      return;
    }
    socket.write(Buffer.of(5, method));
    if (credentials !== undefined) {
      const [, length = 0] = await take(2);
      const user = (await take(length)).toString();
      const logIn = `${user}:${(await take((await take(1))[0] ?? 0)).toString()}`;
      logIns.push(logIn);
      socket.write(Buffer.of(1, logIn === credentials ? 0 : 1));
      if (logIn !== credentials) return;
    }
    const [, , , kind = 0] = await take(4);
    const target = `${await readHost(take, kind)}:${(await take(2)).readUInt16BE()}`;
    targets.push(target);
    const port = portOf(target);
    socket.write(Buffer.of(5, port === undefined ? 5 : 0, 0, 1, 0, 0, 0, 0, 0, 0));
    if (port === undefined) return;
    const behind = connect(port, '127.0.0.1');
    sockets.add(behind.on('error', () => socket.destroy()));
    socket.pipe(behind).pipe(socket);
  }

  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    targets,
    logIns,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

type Take = (size: number) => Promise<Buffer>;

/** Creates a function that waits for exactly `size` bytes and returns them. */
const reader =
  (socket: Socket): Take =>
  async (size) => {
    for (;;) {
      const bytes = size === 0 ? Buffer.alloc(0) : (socket.read(size) as Buffer | null);
      if (bytes !== null) return bytes;
      await once(socket, 'readable');
    }
  };

async function readHost(take: Take, kind: number): Promise<string> {
  if (kind === 1) return (await take(4)).join('.');
  if (kind === 4) return (await take(16)).toString('hex');
  return (await take((await take(1))[0] ?? 0)).toString();
}
