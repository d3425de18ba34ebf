import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { SmtpScript } from './script.ts';
import { createReplySender } from './send-reply.ts';

/** Counts commands of clients. A verifier must leave `dataCommands` and `vrfyCommands` at 0. */
export interface SmtpCounters {
  smtpConnections: number;
  smtpRecipients: number;
  /** The most recipients of one connection, over all its transactions. */
  mostRecipientsPerConnection: number;
  dataCommands: number;
  vrfyCommands: number;
}

export interface SmtpHostOptions {
  readonly name: string;
  readonly script: SmtpScript;
  readonly counters: SmtpCounters;
  /** Called before each reply. Returns true to reset the connection instead. */
  readonly beforeReply?: () => Promise<boolean>;
}

/** A mail host that answers on its sockets according to a script. */
export interface SmtpHost {
  serve(socket: Socket): void;
}

export function createSmtpHost(options: SmtpHostOptions): SmtpHost {
  return {
    serve(socket) {
      options.counters.smtpConnections++;
      new SmtpConversation(socket, options).start();
    },
  };
}

const MAX_LINE_CHARACTERS = 4096;

class SmtpConversation {
  readonly #options: SmtpHostOptions;
  #socket: Socket;
  #send: ReturnType<typeof createReplySender>;
  #rest = '';
  #queue: Promise<void> = Promise.resolve();
  #recipients = 0;
  #encrypted = false;

  constructor(socket: Socket, options: SmtpHostOptions) {
    this.#options = options;
    this.#socket = socket;
    this.#send = createReplySender(socket, options.script);
  }

  start(): void {
    const { script, name } = this.#options;
    this.#listen(this.#socket);
    this.#enqueue(async () => {
      if (script.greetingDelayMs !== undefined) await pause(script.greetingDelayMs);
      await this.#reply('CONNECT', script.greeting ?? `220 ${name} ESMTP ready`);
    });
  }

  #listen(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => this.#take(chunk.toString('utf8')));
    socket.on('end', () => socket.end());
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > MAX_LINE_CHARACTERS) this.#socket.destroy();
    for (const line of lines) this.#enqueue(() => this.#answer(line.replace(/\r$/, '')));
  }

  /** Answers commands one at a time in the order of arrival. */
  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch(() => void this.#socket.destroy());
  }

  async #answer(line: string): Promise<void> {
    const verb = (/^[a-z]+/i.exec(line)?.[0] ?? '').toUpperCase();
    if (verb === 'STARTTLS' && this.#options.script.tls !== undefined) {
      await this.#reply(verb, '220 2.0.0 Ready to start TLS');
      this.#encrypt(this.#options.script.tls);
      return;
    }
    await this.#reply(verb, this.#textFor(verb, line));
    if (verb === 'QUIT') this.#socket.end();
  }

  #textFor(verb: string, line: string): string {
    const { script, name, counters } = this.#options;
    const tls = script.tls !== undefined && !this.#encrypted ? ['250-STARTTLS'] : [];
    if (verb === 'EHLO')
      return script.ehlo ?? [`250-${name}`, '250-SIZE 52428800', ...tls, '250 8BITMIME'].join('\n');
    if (verb === 'HELO') return script.helo ?? `250 ${name}`;
    if (verb === 'MAIL') return script.mail?.(bracketed(line), this.#encrypted) ?? '250 2.1.0 Ok';
    if (verb === 'RCPT') return this.#recipient(bracketed(line));
    if (verb === 'RSET' || verb === 'NOOP') return '250 2.0.0 Ok';
    if (verb === 'QUIT') return '221 2.0.0 Bye';
    if (verb === 'DATA') counters.dataCommands++;
    if (verb === 'VRFY') counters.vrfyCommands++;
    return verb === 'DATA' || verb === 'VRFY'
      ? '502 5.5.1 Not in this world'
      : '500 5.5.2 Command not recognized';
  }

  #recipient(recipient: string): string {
    const { script, counters } = this.#options;
    this.#recipients++;
    counters.smtpRecipients++;
    counters.mostRecipientsPerConnection = Math.max(counters.mostRecipientsPerConnection, this.#recipients);
    if (this.#recipients > 1 && script.laterRecipient !== undefined) return script.laterRecipient;
    return script.recipient?.(recipient) ?? '250 2.1.5 Ok';
  }

  async #reply(verb: string, text: string): Promise<void> {
    const { script, beforeReply } = this.#options;
    if (await beforeReply?.()) this.#socket.resetAndDestroy();
    if (script.dropBefore === verb) this.#socket.destroy();
    if (script.silentAt === verb || this.#socket.destroyed) return;
    await (script.floodAt === verb ? this.#send.flood() : this.#send.reply(text));
    if (script.dropAfter === verb) this.#socket.end();
  }

  #encrypt({ cert, key }: { readonly cert: string; readonly key: string }): void {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    const socket = new TLSSocket(plain, {
      isServer: true,
      secureContext: createSecureContext({ cert, key }),
    });
    this.#socket = socket;
    this.#encrypted = true;
    this.#rest = '';
    this.#send = createReplySender(socket, this.#options.script);
    this.#listen(socket);
  }
}

const bracketed = (line: string): string => (/<([^>]*)>/.exec(line)?.[1] ?? '').toLowerCase();

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());
