import { html } from 'ghtml';
import type { Account } from '../../accounts/accounts.ts';
import { toCredits } from '../../accounts/credits.ts';
import type { DashboardServices } from '../page.ts';

/** Renders the balance with what it pays for, such as `up to 5 leads`. */
export function renderBalance(balance: number, views: DashboardServices['jobViews']): string {
  const uses = [...views.values()].flatMap((view) => view?.describeBalance?.(balance) ?? []);
  return html`<section class="card balance" aria-labelledby="balance">
    <h2 id="balance">Balance</h2>
    <p>
      <strong>${toCredits(balance)}</strong> credits${uses.length === 0 ? '' : `, for ${uses.join(', or ')}`}
    </p>
  </section>`;
}

/** Renders a notice while the balance of an account is lower than the account wants it, or nothing. */
export const renderLowBalance = ({ balance, lowBalance }: Pick<Account, 'balance' | 'lowBalance'>): string =>
  balance >= lowBalance
    ? ''
    : html`<p class="notice warning" role="status">
        The balance is low: ${toCredits(balance)} credits, less than ${toCredits(lowBalance)}. Jobs stop when
        it is used up. The operator of this server adds credits.
        <a href="/dashboard/credits#low-balance">Change the limit of this notice</a>
      </p>`;
