import { createRandom, pickByShare } from '../random.ts';

/** How the mail host of a domain answers; most are `normal`. */
export type MailBehaviour =
  | 'normal'
  /** Accepts every recipient. */
  | 'catch-all'
  /** Defers a recipient until `GREYLIST_MS` after its first attempt. */
  | 'greylisting'
  /** The name resolves, but the port is closed. */
  | 'unreachable'
  /** Refuses every client at MAIL. */
  | 'blocking'
  /** Has a null MX: the domain accepts no mail. */
  | 'no-mail'
  /** Defers all but the first recipient of a connection. */
  | 'one-recipient'
  /** Closes the connection after the first recipient. */
  | 'hang-up'
  /** Supports HELO but not EHLO. */
  | 'old'
  /** Refuses unknown mailboxes without a reason. */
  | 'vague'
  /** Accepts MAIL only on an encrypted connection. */
  | 'demands-tls'
  /** Has six exchangers. The first is down. */
  | 'many-exchangers'
  /** Sends a late greeting and replies in small pieces. */
  | 'slow';

const shares: readonly (readonly [MailBehaviour, number])[] = [
  ['catch-all', 0.08],
  ['greylisting', 0.01],
  ['unreachable', 0.006],
  ['blocking', 0.008],
  ['no-mail', 0.005],
  ['one-recipient', 0.06],
  ['hang-up', 0.02],
  ['old', 0.03],
  ['vague', 0.03],
  ['demands-tls', 0.03],
  ['many-exchangers', 0.03],
  ['slow', 0.01],
];

export function mailBehaviour(seed: string, domain: string): MailBehaviour {
  return pickByShare(createRandom(seed, 'mail', domain), shares, 'normal');
}
