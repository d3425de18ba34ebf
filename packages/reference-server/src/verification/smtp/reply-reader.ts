import type { Duplex } from 'node:stream';
import { decodeLine, parseReply, type Reply } from '../reply.ts';
import { SmtpConnectionError } from './smtp-connection-error.ts';

const MAX_REPLY_BYTES = 64 * 1024;
const MAX_REPLY_LINES = 200;

/** Creates the error only when it is needed, because most connections close while no reply is awaited. */
const closed = (): Error => new SmtpConnectionError('closed');

/** Splits the bytes of a mail host into replies. Closes the connection when a reply is malformed or too long. */
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

  /** True when bytes arrived that no command asked for. They would be taken for the reply to the next command. */
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

  /** Stops reading, so that TLS can take over the socket. */
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
      if (this.#lines.length > MAX_REPLY_LINES) {
        this.#giveUp();
        return;
      }
      if (/^\d{3}(?!-)/.test(line)) this.#complete();
      else if (!/^\d{3}-/.test(line)) {
        this.#giveUp();
        return;
      }
    }
    if (this.#bytes > MAX_REPLY_BYTES) this.#giveUp();
  };

  #complete(): void {
    const reply = parseReply(this.#lines.map(decodeLine));
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
