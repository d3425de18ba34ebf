import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { SmtpScript } from './script.ts';

export interface ReplySender {
  /** Sends a reply with the timing and line ends of the script. */
  reply(text: string): Promise<void>;
  /** Sends lines of one reply until the connection closes. */
  flood(): Promise<void>;
}

type SendingOptions = Pick<SmtpScript, 'dripMs' | 'chopBytes' | 'bareLineFeeds'>;

export function createReplySender(
  socket: Socket,
  { dripMs, chopBytes, bareLineFeeds = false }: SendingOptions,
): ReplySender {
  const lineEnd = bareLineFeeds ? '\n' : '\r\n';
  return {
    async reply(text) {
      const bytes = Buffer.from(`${text.split('\n').join(lineEnd)}${lineEnd}`);
      if (dripMs === undefined && chopBytes === undefined) {
        socket.write(bytes);
        return;
      }
      const size = chopBytes ?? 1;
      for (let start = 0; start < bytes.length && !socket.destroyed; start += size) {
        socket.write(bytes.subarray(start, start + size));
        await delay(dripMs ?? 1, undefined, { ref: false });
      }
    },
    async flood() {
      const lines = Buffer.from(`250-and then${lineEnd}`.repeat(500));
      while (!socket.destroyed) {
        const hasRoom = socket.write(lines);
        await (hasRoom
          ? delay(1, undefined, { ref: false })
          : Promise.race([once(socket, 'drain'), once(socket, 'close')]));
      }
    },
  };
}
