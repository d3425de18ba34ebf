import { classifyReply, givesNoReason, type ReplyClass } from '../classify-reply.ts';
import { openSession, type SessionOptions } from './open-session.ts';
import type { SmtpSession } from './session.ts';
import { demandsTls, SmtpRefusalError } from './smtp-refusal-error.ts';

export interface HostConversationOptions extends Omit<SessionOptions, 'encrypted'> {
  readonly mailFrom: string;
  /** After this many recipients a new connection is opened. */
  readonly recipientsPerConnection: number;
  /** A session that an earlier caller left open. */
  readonly session: SmtpSession | null;
}

export interface MailboxAnswer {
  /** `ascii` means that the host accepts no address with letters beyond ASCII. */
  readonly replyClass: ReplyClass | 'ascii';
  /** The code of the SMTP reply. */
  readonly code: number;
  /** True for a `maybe` without a reason, which the reply to the postmaster's address can explain. */
  readonly isBare: boolean;
}

/** Replies that may depend on the connection, so the recipient is tried again on a new one. */
const retriedOnNewConnection = new Set<MailboxAnswer['replyClass']>(['temp', 'split', 'policy']);

/** Asks one mail host about recipients, on one connection after the other as needed. */
export class HostConversation {
  readonly #options: HostConversationOptions;
  #session: SmtpSession | null;
  #encrypted = false;

  constructor(options: HostConversationOptions) {
    this.#options = options;
    this.#session = options.session;
    options.signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** Rejects with `SmtpRefusalError` or the connection's error when the host gave no answer about the recipient. */
  async ask(recipient: string): Promise<MailboxAnswer> {
    const used = this.#reusableSession();
    if (used !== null) {
      const answer = await this.#askOn(used, recipient).catch(() => null);
      if (answer !== null && !retriedOnNewConnection.has(answer.replyClass)) return answer;
      this.#quit();
    }
    this.#options.signal.throwIfAborted();
    return await this.#askOnNewConnection(recipient);
  }

  /** Ends the conversation. Returns the session when another conversation may use it. */
  close(): SmtpSession | null {
    this.#options.signal.removeEventListener('abort', this.#abort);
    const session = this.#reusableSession();
    this.#session = null;
    return session;
  }

  async #askOnNewConnection(recipient: string): Promise<MailboxAnswer> {
    try {
      return await this.#askOn(await this.#connect(), recipient);
    } catch (error) {
      this.#quit();
      if (this.#encrypted || !(error instanceof SmtpRefusalError) || !error.demandsTls) throw error;
    }
    this.#encrypted = true;
    return await this.#askOn(await this.#connect(), recipient);
  }

  async #askOn(session: SmtpSession, recipient: string): Promise<MailboxAnswer> {
    if (!session.supports(recipient)) return await this.#askEncrypted(session, recipient);
    const reply = await session.ask(this.#options.mailFrom, recipient);
    if (demandsTls(reply)) throw new SmtpRefusalError('rcpt', reply, 'policy');
    const replyClass = classifyReply(reply, 'rcpt');
    return { replyClass, code: reply.code, isBare: replyClass === 'maybe' && givesNoReason(reply) };
  }

  /** Some hosts support SMTPUTF8 only on an encrypted connection. */
  async #askEncrypted(session: SmtpSession, recipient: string): Promise<MailboxAnswer> {
    if (this.#encrypted || !session.offersTls) return { replyClass: 'ascii', code: 0, isBare: false };
    this.#quit();
    this.#encrypted = true;
    return await this.#askOn(await this.#connect(), recipient);
  }

  async #connect(): Promise<SmtpSession> {
    this.#session = await openSession({ ...this.#options, encrypted: this.#encrypted });
    return this.#session;
  }

  /** Returns the open session when it may take one more recipient. */
  #reusableSession(): SmtpSession | null {
    const session = this.#session;
    if (session?.isOpen === true && session.asked < this.#options.recipientsPerConnection) return session;
    this.#quit();
    return null;
  }

  #quit(): void {
    this.#session?.quit();
    this.#session = null;
  }

  readonly #abort = (): void => {
    this.#session?.destroy(this.#options.signal.reason);
  };
}
