/** What an enhanced status code (RFC 3463) says about the recipient when the words of a refusal do not decide. */
export type CodeMeaning = 'nouser' | 'disabled' | 'full' | 'busy' | 'split' | 'policy' | 'open';

/** [subject and detail, meaning, source]. A code that is not listed means what its subject means. */
const codes: readonly (readonly [string, CodeMeaning, string])[] = [
  ['1.0', 'open', 'RFC 3463: other address status, of the sender or of the recipient'],
  ['1.1', 'nouser', 'RFC 3463: bad destination mailbox address'],
  ['1.3', 'nouser', 'RFC 3463: bad destination mailbox address syntax'],
  ['1.4', 'nouser', 'RFC 3463: destination mailbox address ambiguous'],
  ['1.6', 'nouser', 'RFC 3463: destination mailbox has moved'],
  ['1.7', 'policy', "RFC 3463: bad sender's mailbox address syntax"],
  ['1.8', 'policy', "RFC 3463: bad sender's system address"],
  ['1.9', 'policy', 'RFC 3886: message relayed to a mailer that does not report'],
  ['1.10', 'nouser', 'RFC 7505: null MX; Exchange: RecipientNotFound'],
  ['1.90', 'policy', 'Microsoft 365: the sender has reached a daily limit'],
  ['2.0', 'open', 'RFC 3463: other mailbox status'],
  ['2.1', 'disabled', 'RFC 3463: mailbox disabled'],
  ['2.2', 'full', 'RFC 3463: mailbox full'],
  ['2.3', 'policy', 'RFC 3463: the message is longer than allowed'],
  ['2.4', 'policy', 'RFC 3463: mailing list expansion problem'],
  ['2.121', 'busy', 'Microsoft 365: limit of messages from one sender'],
  ['2.122', 'busy', 'Microsoft 365: limit of messages an hour'],
  ['3.2', 'open', 'RFC 3463: system not accepting messages; Exchange: a damaged mailbox'],
  ['4.0', 'policy', 'RFC 3463: network status'],
  ['5.0', 'open', 'RFC 3463: other protocol status; outlook.com: mailbox unavailable'],
  ['5.1', 'open', 'RFC 3463: invalid command; some hosts use it for a rejected recipient'],
  ['5.3', 'split', 'RFC 3463: too many recipients'],
];

/** X.3 to X.7 are about the host, the network, the dialogue, the message and the policy, and never about one mailbox. */
const subjects: Readonly<Record<string, CodeMeaning>> = {
  0: 'open',
  1: 'open',
  2: 'open',
  3: 'policy',
  4: 'policy',
  5: 'policy',
  6: 'policy',
  7: 'policy',
};

const meanings = new Map(codes.map(([code, meaning]) => [code, meaning]));

/** Returns the meaning of a code such as `5.1.1`; `open` for `''`. */
export function meaningOf(enhanced: string): CodeMeaning {
  const code = enhanced.slice(2);
  return meanings.get(code) ?? subjects[code.split('.')[0] ?? ''] ?? 'open';
}
