const messages = {
  closed: 'The mail host closed the connection.',
  garbled: 'The mail host sent a malformed SMTP reply.',
  silent: 'The mail host took too long to answer.',
} as const;

/** The connection ended before the mail host gave an answer about a mailbox. */
export class SmtpConnectionError extends Error {
  override readonly name = 'SmtpConnectionError';
  readonly code: 'ECONNRESET' | 'EPROTO' | 'ETIMEDOUT';

  constructor(kind: keyof typeof messages) {
    super(messages[kind]);
    this.code = kind === 'silent' ? 'ETIMEDOUT' : kind === 'closed' ? 'ECONNRESET' : 'EPROTO';
  }
}
