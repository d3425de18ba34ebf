import { once } from 'node:events';
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

async function nextEvent(socket: Socket): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(socket, 'readable', { signal }), once(socket, 'end', { signal })]);
  } finally {
    over.abort();
  }
}
