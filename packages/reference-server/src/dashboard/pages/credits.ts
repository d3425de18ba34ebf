import { html } from 'ghtml';
import type { FastifyRequest } from 'fastify';
import { findAccount, setLowBalance } from '../../accounts/accounts.ts';
import { fromCredits, toCredits } from '../../accounts/credits.ts';
import { listSpend, type PeriodSpend } from '../../accounts/spend.ts';
import { formField } from '../form-field.ts';
import { renderField } from '../html/fields.ts';
import { renderTabs } from '../html/elements.ts';
import { renderBalance, renderLowBalance } from '../html/balance.ts';
import { type DaySpend, renderSpendChart } from '../html/spend-chart.ts';
import type { DashboardPage, PageServices } from '../page.ts';
import { noticeIn } from '../notice.ts';
import { mayChange, sessionOf } from '../session-guard.ts';
import { type Day, lastDays } from '../zoned-time.ts';

const PATH = '/credits';
const ADDRESS = `/dashboard${PATH}`;
const DAYS = 30;

const tabs = [
  { title: 'Balance', address: ADDRESS },
  { title: 'Ledger', address: `${ADDRESS}/ledger` },
];

const notices = { limit: 'The limit was changed.' };

/** Renders the links between the parts of the page about credits. */
export const renderCreditsTabs = (current: string): string => renderTabs('Credits', tabs, current);

/** The balance, what was spent in the last days, and the limit below which the balance counts as low. */
export const credits: DashboardPage = {
  path: PATH,
  title: 'Credits',
  addRoutes: (app, services) => {
    const { storage, show } = services;
    const { title } = credits;
    app.get(PATH, async (request, reply) => {
      const notice = noticeIn(request, notices);
      return show(request, reply, { title, notice, body: await renderCredits(request, services) });
    });
    app.post(`${PATH}/low-balance`, async (request, reply) => {
      const limit = formField(request, 'limit').trim();
      const units = parseCredits(limit);
      if (units === undefined) {
        const form = { value: limit, error: WRONG_LIMIT };
        const body = await renderCredits(request, services, form);
        return show(request, reply.status(400), { title, body });
      }
      await setLowBalance(storage.db, sessionOf(request).accountId, units);
      return await reply.redirect(`${ADDRESS}?done=limit`, 303);
    });
  },
};

const MOST_UNITS = 1_000_000_000;
const WRONG_LIMIT = 'Write a number of credits from 0 to 1000000 with at most three decimals, such as 2.5.';

function parseCredits(text: string): number | undefined {
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(text)) return undefined;
  const units = fromCredits(Number(text));
  return units !== undefined && units <= MOST_UNITS ? units : undefined;
}

interface LimitForm {
  readonly value: string;
  readonly error?: string;
}

async function renderCredits(
  request: FastifyRequest,
  { storage: { db }, clock, jobViews }: PageServices,
  form?: LimitForm,
): Promise<string> {
  const { accountId, timeZone } = sessionOf(request);
  const account = await findAccount(db, accountId);
  const { balance, lowBalance } = account ?? { balance: 0, lowBalance: 0 };
  const days = lastDays(DAYS, { now: new Date(clock.now()), timeZone });
  const spent = await listSpend(
    db,
    accountId,
    days.map(({ begin }) => begin),
  );
  return html`!${renderCreditsTabs(ADDRESS)} !${renderLowBalance({ balance, lowBalance })}
    !${renderBalance(balance, jobViews)}
    <h2>Spent in the last ${DAYS} days</h2>
    <section class="card" aria-label="Spent by day">
      !${renderSpendChart(byDay(days, spent))}
      <p class="hint">Days of the time zone ${timeZone}. <a href="/dashboard/account">Change it</a></p>
    </section>
    !${mayChange(request) ? renderLimit(form ?? { value: String(toCredits(lowBalance)) }) : ''}`;
}

const byDay = (days: readonly Day[], spent: readonly PeriodSpend[]): readonly DaySpend[] =>
  days.map(({ date }, index) => ({
    date,
    units: Object.fromEntries(
      spent.filter(({ period }) => period === index).map(({ provider, units }) => [provider, units]),
    ),
  }));

const renderLimit = ({ value, error }: LimitForm): string =>
  html`<h2 id="low-balance">Low balance</h2>
    <form class="card" method="post" action="${ADDRESS}/low-balance">
      !${renderField({
        name: 'limit',
        label: 'Tell us when fewer credits are left than',
        hint: 'The notice is shown on the overview and on this page. With 0 it is never shown.',
        value,
        error,
      })}
      <button>Save the limit</button>
    </form>`;
