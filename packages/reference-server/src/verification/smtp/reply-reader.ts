import type { Duplex } from 'node:stream';
import { parseReply, type Reply } from '../reply.ts';
import { SmtpConnectionError } from './smtp-connection-error.ts';

const largestReplyBytes = 64 * 1024;
const longestReplyLines = 200;

/** Made when somebody asks: every connection ends, few while anybody waits. */
const closed = (): Error => new SmtpConnectionError('closed');

/** Cuts what a server sends into replies, however it is chopped, and gives up on one that never ends. */
export class ReplyReader {
  readonly #socket: Duplex;
  #rest = '';
  #lines: string[] = [];
  #replies: Reply[] = [];
  #bytes = 0;
  #failure: (() => Error) | null = null;
  #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('data', this.#take);
    socket.on('error', (error: Error) => this.#fail(() => error));
    socket.on('end', () => this.#fail(closed));
    socket.on('close', () => this.#fail(closed));
  }

  /** Bytes nobody asked for are waiting: whoever sent them would seem to answer the next command. */
  get hasUnread(): boolean {
    return this.#rest !== '' || this.#lines.length > 0 || this.#replies.length > 0;
  }

  next(): Promise<Reply> {
    const reply = this.#replies.shift();
    if (!this.hasUnread) this.#bytes = 0;
    if (reply !== undefined) return Promise.resolve(reply);
    if (this.#failure !== null) return Promise.reject(this.#failure());
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  /** Leaves the socket to somebody else. */
  detach(): void {
    this.#socket.off('data', this.#take);
  }

  readonly #take = (chunk: Buffer): void => {
    this.#bytes += chunk.length;
    const parts = (this.#rest + chunk.toString('latin1')).split('\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      const line = part.replace(/\r$/, '');
      this.#lines.push(line);
      if (this.#lines.length > longestReplyLines) {
        this.#giveUp();
        return;
      }
      if (/^\d{3}(?!-)/.test(line)) this.#complete();
      else if (!/^\d{3}-/.test(line)) {
        this.#giveUp();
        return;
      }
    }
    if (this.#bytes > largestReplyBytes) this.#giveUp();
  };

  #complete(): void {
    const reply = parseReply(this.#lines);
    this.#lines = [];
    if (reply === null) {
      this.#giveUp();
      return;
    }
    if (this.#waiting === null) {
      this.#replies.push(reply);
      return;
    }
    this.#waiting.resolve(reply);
    this.#waiting = null;
  }

  #giveUp(): void {
    this.#fail(() => new SmtpConnectionError('garbled'));
    this.#socket.destroy();
  }

  #fail(failure: () => Error): void {
    this.#failure ??= failure;
    this.#waiting?.reject(this.#failure());
    this.#waiting = null;
  }
}
