import { classifyReply, type ReplyClass } from '../classify-reply.ts';
import { openSession, type SessionOptions } from './open-session.ts';
import type { SmtpSession } from './session.ts';
import { demandsTls, SmtpRefusalError } from './smtp-refusal-error.ts';

export interface HostLineOptions extends Omit<SessionOptions, 'encrypted'> {
  readonly mailFrom: string;
  /** After so many a new connection is made. */
  readonly recipientsPerConnection: number;
  /** A session somebody else left open. */
  readonly session: SmtpSession | null;
}

export interface MailboxAnswer {
  readonly replyClass: ReplyClass;
  /** The reply's code. */
  readonly code: number;
}

/** What a used connection may have tired of; on a new one the answer can be another. */
const worthAnotherConnection = new Set<ReplyClass>(['temp', 'split', 'policy']);

/** Questions to one mail host, over as many connections, one after the other, as its habits make necessary. */
export class HostLine {
  readonly #options: HostLineOptions;
  #session: SmtpSession | null;
  #encrypted = false;

  constructor(options: HostLineOptions) {
    this.#options = options;
    this.#session = options.session;
    options.signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** Rejects with `SmtpRefusalError` or the failure of the connection if the recipient could not be asked about. */
  async ask(recipient: string): Promise<MailboxAnswer> {
    const used = this.#takeUsed();
    if (used !== null) {
      const answer = await this.#askOn(used, recipient).catch(() => null);
      if (answer !== null && !worthAnotherConnection.has(answer.replyClass)) return answer;
      this.#hangUp();
    }
    this.#options.signal.throwIfAborted();
    return await this.#askAnew(recipient);
  }

  /** Ends the conversation; the session, if it may serve somebody else. */
  close(): SmtpSession | null {
    this.#options.signal.removeEventListener('abort', this.#abort);
    const session = this.#takeUsed();
    this.#session = null;
    return session;
  }

  async #askAnew(recipient: string): Promise<MailboxAnswer> {
    try {
      return await this.#askOn(await this.#connect(), recipient);
    } catch (error) {
      this.#hangUp();
      if (this.#encrypted || !(error instanceof SmtpRefusalError) || !error.demandsTls) throw error;
    }
    this.#encrypted = true;
    return await this.#askOn(await this.#connect(), recipient);
  }

  async #askOn(session: SmtpSession, recipient: string): Promise<MailboxAnswer> {
    const reply = await session.ask(this.#options.mailFrom, recipient);
    if (demandsTls(reply)) throw new SmtpRefusalError('rcpt', reply, 'policy');
    return { replyClass: classifyReply(reply, 'rcpt'), code: reply.code };
  }

  async #connect(): Promise<SmtpSession> {
    this.#session = await openSession({ ...this.#options, encrypted: this.#encrypted });
    return this.#session;
  }

  /** The session at hand, if it is still good for one more recipient. */
  #takeUsed(): SmtpSession | null {
    const session = this.#session;
    if (session?.isOpen === true && session.asked < this.#options.recipientsPerConnection) return session;
    this.#hangUp();
    return null;
  }

  #hangUp(): void {
    this.#session?.quit();
    this.#session = null;
  }

  readonly #abort = (): void => {
    this.#session?.destroy(this.#options.signal.reason);
  };
}
