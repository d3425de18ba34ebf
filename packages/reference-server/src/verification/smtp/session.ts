import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { classifyReply, type Phase } from '../classify-reply.ts';
import { stalledMs } from '../../pacing/stalls.ts';
import type { Reply } from '../reply.ts';
import { ReplyReader } from './reply-reader.ts';
import { SmtpConnectionError } from './smtp-connection-error.ts';
import { SmtpRefusalError } from './smtp-refusal-error.ts';

/** After this time without an answer to QUIT the connection is closed. */
const QUIT_TIMEOUT_MS = 500;

/** The client side of one SMTP connection. It never sends DATA or VRFY. */
export class SmtpSession {
  #socket: Socket;
  #reader: ReplyReader;
  #extensions = '';
  #asked = 0;
  readonly #idleTimeoutMs: number;

  constructor(socket: Socket, idleTimeoutMs: number) {
    this.#socket = socket;
    this.#idleTimeoutMs = idleTimeoutMs;
    this.#reader = this.#listen();
  }

  /** The number of recipients so far. */
  get asked(): number {
    return this.#asked;
  }

  /** False for an address with letters beyond ASCII when the host does not support SMTPUTF8 (RFC 6531, 3.4). */
  supports(recipient: string): boolean {
    return isAscii(recipient) || /\bSMTPUTF8\b/.test(this.#extensions);
  }

  get offersTls(): boolean {
    return /\bSTARTTLS\b/.test(this.#extensions);
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && !this.#socket.readableEnded && !this.#reader.hasUnread;
  }

  /** Waits for the greeting. */
  async greet(): Promise<void> {
    const greeting = await this.#reader.next();
    if (greeting.code !== 220) throw refusal('greeting', greeting);
  }

  /** Sends EHLO, or HELO when the host refuses EHLO. */
  async hello(name: string): Promise<void> {
    const extended = await this.#send(`EHLO ${name}`);
    this.#extensions = extended.code === 250 ? extended.text.toUpperCase() : '';
    if (extended.code === 250) return;
    if (extended.code < 500) throw refusal('hello', extended);
    const plain = await this.#send(`HELO ${name}`);
    if (plain.code !== 250) throw refusal('hello', plain);
  }

  /** Starts TLS. The certificate is not checked, because no secret is sent and many hosts use self-signed ones. */
  async startTls(host: string): Promise<void> {
    const reply = await this.#send('STARTTLS');
    if (reply.code !== 220 || this.#reader.hasUnread) throw refusal('hello', reply);
    this.#reader.detach();
    const plain = this.#socket;
    plain.setTimeout(0);
    this.#socket = connectTls({ socket: plain, servername: host, rejectUnauthorized: false });
    this.#reader = this.#listen();
  }

  /** Sends MAIL and RCPT in a new transaction. Returns the reply to RCPT. */
  async ask(mailFrom: string, recipient: string): Promise<Reply> {
    if (this.#asked++ > 0) await this.#send('RSET');
    const sender = await this.#send(`MAIL FROM:<${mailFrom}>${isAscii(recipient) ? '' : ' SMTPUTF8'}`);
    if (sender.code >= 300) throw refusal('mail', sender);
    return await this.#send(`RCPT TO:<${recipient}>`);
  }

  /** Sends QUIT without waiting for the answer. */
  quit(): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    const cut = setTimeout(() => socket.destroy(), QUIT_TIMEOUT_MS).unref();
    socket.once('close', () => clearTimeout(cut));
    socket.setTimeout(0);
    socket.end('QUIT\r\n');
  }

  /** Closes the connection. A pending command rejects with `reason`. */
  destroy(reason: unknown): void {
    this.#socket.destroy(reason instanceof Error ? reason : undefined);
  }

  async #send(command: string): Promise<Reply> {
    if (/[\r\n\0]/.test(command)) throw new TypeError('An SMTP command is one line.');
    if (this.#reader.hasUnread) {
      this.#socket.destroy();
      throw new SmtpConnectionError('garbled');
    }
    this.#socket.write(`${command}\r\n`);
    return await this.#reader.next();
  }

  #listen(): ReplyReader {
    const socket = this.#socket;
    const reader = new ReplyReader(socket);
    this.#limitSilence(socket);
    return reader;
  }

  /** Ends a silent connection. Node's timer also runs while this process stands still, so the silence may be its own. */
  #limitSilence(socket: Socket): void {
    const stalledBefore = stalledMs();
    socket.setTimeout(this.#idleTimeoutMs, () => {
      if (stalledMs() - stalledBefore > this.#idleTimeoutMs / 2) this.#limitSilence(socket);
      else socket.destroy(new SmtpConnectionError('silent'));
    });
  }
}

const isAscii = (text: string): boolean => /^[\x20-\x7E]*$/.test(text);

const refusal = (phase: Phase, reply: Reply): SmtpRefusalError =>
  new SmtpRefusalError(phase, reply, classifyReply(reply, phase));
