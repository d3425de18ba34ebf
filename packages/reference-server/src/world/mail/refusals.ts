import type { MailboxState } from './mailbox-state.ts';

type Wording = Readonly<Record<Exclude<MailboxState, 'open'>, string>>;

/** The refusals of different mail server programs. `{}` is replaced by the address. */
export const wordings: readonly Wording[] = [
  {
    missing: '550 5.1.1 <{}>: Recipient address rejected: User unknown in virtual mailbox table',
    disabled: '550 5.2.1 <{}>: Recipient address rejected: this mailbox is disabled',
    full: '452 4.2.2 <{}>: Recipient address rejected: the mailbox is over its quota',
  },
  {
    missing: '550 No such user here',
    disabled: '550 The account has been suspended',
    full: '552 The mailbox is full',
  },
  {
    missing: '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
    disabled: '550 5.2.1 The account is disabled',
    full: "552 5.2.2 The recipient's mailbox is full and cannot accept messages now",
  },
  {
    missing:
      '550-5.1.1 There is no account of that name here.\n550-5.1.1 Please check the spelling of {} and the part\n550 5.1.1 behind the at sign.',
    disabled: '550-5.2.1 The account you tried to reach\n550 5.2.1 is inactive.',
    full: '552-5.2.2 The account you tried to reach\n552 5.2.2 is over quota.',
  },
  {
    missing: '550 sorry, no mailbox here by that name. (#5.1.1)',
    disabled: '550 sorry, that mailbox is closed (#5.2.1)',
    full: '552 sorry, that mailbox is over quota (#5.2.2)',
  },
];
