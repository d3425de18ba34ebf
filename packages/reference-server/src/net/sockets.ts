import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';

/** Returns a connected socket. Rejects with the error of the socket, or with the reason of an aborted `signal`. */
export function openSocket(options: TcpNetConnectOpts, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const socket = connect({ noDelay: true, ...options });
    const settle = (finish: () => void): void => {
      signal?.removeEventListener('abort', abort);
      socket.off('connect', succeed).off('error', fail);
      finish();
    };
    const succeed = (): void => settle(() => resolve(socket));
    const fail = (error: Error): void => settle(() => reject(error));
    const abort = (): void => {
      settle(() => reject(signal?.reason as Error));
      socket.on('error', () => undefined).destroy();
    };
    socket.once('connect', succeed).once('error', fail);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Reads the next `size` bytes of a paused socket and leaves the rest unread. Rejects with `ECONNRESET` when it ends early. */
export async function readExactly(socket: Socket, size: number): Promise<Buffer> {
  if (size === 0) return Buffer.alloc(0);
  for (;;) {
    const bytes = socket.read(size) as Buffer | null;
    if (bytes?.length === size) return bytes;
    if (bytes !== null || socket.readableEnded || socket.destroyed) {
      throw Object.assign(new Error('The peer hung up too early'), { code: 'ECONNRESET' });
    }
    await nextEvent(socket);
  }
}

/** Replaces `events.once`, which creates an error object for each call with a signal. */
function nextEvent(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      socket.off('readable', succeed).off('end', succeed).off('close', succeed).off('error', fail);
      finish();
    };
    const succeed = (): void => settle(resolve);
    const fail = (error: Error): void => settle(() => reject(error));
    socket.on('readable', succeed).on('end', succeed).on('close', succeed).on('error', fail);
  });
}
