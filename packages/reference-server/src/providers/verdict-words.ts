/** A verdict in plain words. */
export interface VerdictWord {
  readonly title: string;
  /** A sentence about what the verdict means for a sender of mail. */
  readonly meaning: string;
  readonly tone: 'good' | 'careful' | 'bad' | 'open';
}

/** The verdicts of all providers, the best first. */
export const verdictWords: Readonly<Record<string, VerdictWord>> = {
  safe: { title: 'safe', meaning: 'The mailbox exists.', tone: 'good' },
  role: {
    title: 'role',
    meaning: 'The mailbox exists and belongs to a function, such as info@, not to a person.',
    tone: 'good',
  },
  catch_all: {
    title: 'catch-all',
    meaning: 'The domain accepts mail to every name, so nobody knows whether this mailbox exists.',
    tone: 'careful',
  },
  inbox_full: { title: 'inbox full', meaning: 'The mailbox exists and is full.', tone: 'careful' },
  unknown: {
    title: 'unknown',
    meaning: 'The mail server gave no clear answer. Try again later.',
    tone: 'open',
  },
  not_found: { title: 'not found', meaning: 'No address of this person was found.', tone: 'open' },
  suspected_trap: {
    title: 'suspected trap',
    meaning: 'The address is hidden from visitors, so it may be there to catch senders of spam.',
    tone: 'bad',
  },
  disabled: { title: 'disabled', meaning: 'The mailbox was closed.', tone: 'bad' },
  disposable: { title: 'disposable', meaning: 'The address is made to be thrown away.', tone: 'bad' },
  invalid: { title: 'invalid', meaning: 'The address does not exist.', tone: 'bad' },
};
