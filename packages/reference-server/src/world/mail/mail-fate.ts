import { createRandom } from '../random.ts';

/** How a domain's mail host treats those who ask; `well` for most of them. */
export type MailFate =
  | 'well'
  /** Accepts every recipient. */
  | 'catch-all'
  /** Defers a recipient until some time after it was first named. */
  | 'greylisting'
  /** The name exists, the server does not. */
  | 'unreachable'
  /** Refuses every client it does not know. */
  | 'blocking'
  /** A null MX: the domain wants no mail at all. */
  | 'no-mail'
  /** Defers everything after the first recipient of a connection. */
  | 'one-recipient'
  /** Hangs up after the first recipient. */
  | 'hang-up'
  /** Knows HELO only. */
  | 'old'
  /** Refuses unknown mailboxes in words that leave open what is meant. */
  | 'vague'
  /** Talks about mail over an encrypted connection only. */
  | 'demands-tls'
  /** Six exchangers, the first of which is down. */
  | 'many-exchangers'
  /** Greets late and answers in small pieces. */
  | 'slow';

const shares: readonly (readonly [MailFate, number])[] = [
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

export function mailFate(seed: string, domain: string): MailFate {
  let left = createRandom(seed, 'mail', domain).next();
  for (const [fate, share] of shares) {
    if (left < share) return fate;
    left -= share;
  }
  return 'well';
}
