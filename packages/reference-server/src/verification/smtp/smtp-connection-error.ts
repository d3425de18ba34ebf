const messages = {
  closed: 'The mail server hung up.',
  garbled: 'The mail server sent something that is no SMTP reply.',
  silent: 'The mail server took too long to answer.',
} as const;

/** The dialogue broke off before it said anything about a mailbox. */
export class SmtpConnectionError extends Error {
  override readonly name = 'SmtpConnectionError';
  readonly code: 'ECONNRESET' | 'EPROTO' | 'ETIMEDOUT';

  constructor(kind: keyof typeof messages) {
    super(messages[kind]);
    this.code = kind === 'silent' ? 'ETIMEDOUT' : kind === 'closed' ? 'ECONNRESET' : 'EPROTO';
  }
}
