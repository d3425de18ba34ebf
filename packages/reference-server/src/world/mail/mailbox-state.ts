import { createRandom, pickByShare } from '../random.ts';
import { siteProfile } from '../site/profile.ts';
import { isPinnedMailbox } from './pinned-domains.ts';

export type MailboxState = 'open' | 'missing' | 'disabled' | 'full';

/** The mailboxes that are not open, among the addresses on a website and those of its team. */
const shares: readonly (readonly [MailboxState, number])[] = [
  ['missing', 0.115],
  ['disabled', 0.006],
  ['full', 0.004],
];

/** Returns the state of a mailbox, a function of the seed and the address. */
export function mailboxState(seed: string, email: string): MailboxState {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (email === `postmaster@${domain}` || isPinnedMailbox(email)) return 'open';
  const site = siteProfile(seed, domain);
  if (site === null) return 'missing';
  if (site.trap === email) return 'open';
  const known = [...site.printed, ...site.team].some((person) => person.email === email);
  if (!known) return 'missing';
  return pickByShare(createRandom(seed, 'mailbox', email), shares, 'open');
}
