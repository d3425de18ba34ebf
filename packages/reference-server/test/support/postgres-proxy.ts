import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to the next COMMIT of a transaction that sent a certain text. */
export interface Cut {
  /** The transaction is one that sent this text, such as `insert into "job"`. */
  readonly text: string;
  /**
   * `answer` delivers the COMMIT and then closes the connection without its answer. `commit` closes the connection
   * without delivering the COMMIT. `late` closes it, and delivers the COMMIT after another connection has asked for a
   * lock. `both` acts like `answer` and then refuses all connections until `heal`.
   */
  readonly what: 'answer' | 'commit' | 'late' | 'both';
}

/** A proxy in front of PostgreSQL that cuts connections around a COMMIT. */
export interface PostgresProxy {
  /** The database's address with the proxy's port. */
  readonly databaseUrl: string;
  /** Arms one cut. Resolves when it has happened. */
  cut(cut: Cut): Promise<void>;
  heal(): void;
  close(): Promise<void>;
}

interface State {
  readonly sockets: Set<Socket>;
  armed?: (Cut & { readonly done: () => void }) | undefined;
  /** Delivers a COMMIT that was held back. */
  deliver?: (() => void) | undefined;
  isDown: boolean;
}

/** Starts a proxy in front of the database at this address. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const { hostname, port } = new URL(databaseUrl);
  const state: State = { sockets: new Set(), isDown: false };
  const server = createServer((client) => {
    if (state.isDown) client.destroy();
    else relay(state, client, connect(Number(port), hostname));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    databaseUrl: url.href,
    cut: async (cut) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      state.armed = { ...cut, done: () => resolve(undefined) };
      await promise;
    },
    heal: () => {
      state.isDown = false;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of state.sockets) socket.destroy();
      await closed;
    },
  };
}

/** A simple query of the PostgreSQL protocol: its type, its length and its text. */
const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1');

function relay(state: State, client: Socket, upstream: Socket): void {
  for (const socket of [client, upstream]) {
    state.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => state.sockets.delete(socket));
  }
  let isHeldBack = false;
  client.on('close', () => {
    if (!isHeldBack) upstream.destroy();
  });
  upstream.on('close', () => client.destroy());

  let sent = '';
  let isCommitting = false;
  client.on('data', (chunk) => {
    sent += chunk.toString('latin1');
    const { armed } = state;
    if (chunk.includes(COMMIT)) {
      const isMeant = armed !== undefined && sent.includes(armed.text);
      sent = '';
      if (isMeant && (armed.what === 'commit' || armed.what === 'late')) {
        isHeldBack = armed.what === 'late';
        if (isHeldBack) state.deliver = () => upstream.end(chunk);
        finishCut(state, client);
        return;
      }
      isCommitting = isMeant;
    }
    upstream.write(chunk);
    if (state.deliver !== undefined && chunk.includes('for update')) {
      state.deliver();
      state.deliver = undefined;
    }
  });
  upstream.on('data', (chunk) => {
    if (isCommitting) finishCut(state, client);
    else client.write(chunk);
  });
}

function finishCut(state: State, client: Socket): void {
  const { armed } = state;
  state.armed = undefined;
  client.destroy();
  if (armed?.what === 'both') {
    state.isDown = true;
    for (const socket of state.sockets) socket.destroy();
  }
  armed?.done();
}
