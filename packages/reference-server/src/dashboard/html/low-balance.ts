import { html } from 'ghtml';
import type { Account } from '../../accounts/accounts.ts';
import { toCredits } from '../../accounts/credits.ts';

/** Renders a notice while the balance of an account is lower than the account wants it, or nothing. */
export const renderLowBalance = ({ balance, lowBalance }: Pick<Account, 'balance' | 'lowBalance'>): string =>
  balance >= lowBalance
    ? ''
    : html`<p class="notice warning" role="status">
        The balance is low: ${toCredits(balance)} credits, less than ${toCredits(lowBalance)}. Jobs stop when
        it is used up. The operator of this server adds credits.
        <a href="/dashboard/credits#low-balance">Change the limit of this notice</a>
      </p>`;
