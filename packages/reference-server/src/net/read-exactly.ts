import type { Socket } from 'node:net';

/** The next `size` bytes of a paused socket; what follows them stays unread. Rejects if the peer hangs up before. */
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

/** By hand: `events.once` with a signal costs an error object a call, and every proxied connection waits four times. */
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
