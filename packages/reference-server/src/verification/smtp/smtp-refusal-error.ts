import type { Phase, ReplyClass } from '../classify-reply.ts';
import type { Reply } from '../reply.ts';

/** The mail host refused the session before it gave an answer about a mailbox. */
export class SmtpRefusalError extends Error {
  override readonly name = 'SmtpRefusalError';
  readonly phase: Phase;
  readonly replyClass: ReplyClass;
  /** True when the host requires an encrypted connection. */
  readonly demandsTls: boolean;

  constructor(phase: Phase, reply: Reply, replyClass: ReplyClass) {
    super(`The mail host refused the ${phase}: ${reply.code} ${reply.text}`);
    this.phase = phase;
    this.replyClass = replyClass;
    this.demandsTls = demandsTls(reply);
  }
}

/** Longer replies are cut off, because a hostile host may send 64 kB that a pattern takes a minute for. */
const MAX_CHARACTERS = 2000;

/** Code 530 may also ask for authentication, which a verifier cannot give. */
export const demandsTls = ({ code, text }: Reply): boolean =>
  code >= 400 &&
  (/starttls|(?:tls|ssl|encrypt\w{0,10})[^.]{0,30}(?:required|needed|mandatory)|(?:requires?|must (?:use|issue))[^.]{0,20}(?:tls|ssl|encrypt)/i.test(
    text.slice(0, MAX_CHARACTERS),
  ) ||
    (code === 530 && !/auth|log ?in|credential/i.test(text)));
