import { html } from 'ghtml';
import { toCredits } from '../../accounts/credits.ts';
import { providerName } from '../provider-name.ts';
import { renderTable } from './elements.ts';

/** What an account spent on one day. All amounts are thousandths of a credit. */
export interface DaySpend {
  /** Such as `2026-11-29`. */
  readonly date: string;
  /** By the id of the provider. An empty id stands for removed jobs, whose provider is not known. */
  readonly units: Readonly<Record<string, number>>;
}

/** The number of colours in the stylesheet. */
const COLOURS = 6;
const BAR = 20;
const GAP = 4;
const HEIGHT = 100;

const sumOf = ({ units }: DaySpend): number => Object.values(units).reduce((sum, one) => sum + one, 0);

const nameOf = (provider: string): string => (provider === '' ? 'Removed jobs' : providerName(provider));

/** Renders what was spent by day and provider as bars, with the same figures as a table for those who cannot see them. */
export function renderSpendChart(days: readonly DaySpend[]): string {
  const providers = [...new Set(days.flatMap(({ units }) => Object.keys(units)))].toSorted();
  const total = days.reduce((sum, day) => sum + sumOf(day), 0);
  const highest = days.reduce((most, day) => Math.max(most, sumOf(day)), 0);
  if (providers.length === 0)
    return html`<p class="faint">
      Nothing was spent in the last ${days.length} days. <a href="/dashboard/new">Start a job</a>
    </p>`;
  const label = `Credits by day: ${toCredits(total)} in ${days.length} days, at most ${toCredits(highest)} in one day. The table below has the figures.`;
  return html`<svg
      class="chart"
      role="img"
      aria-label="${label}"
      viewBox="0 0 ${days.length * (BAR + GAP)} ${HEIGHT}"
      preserveAspectRatio="none"
    >
      !${providers.map((_, series) => renderSeries(days, providers, series))}
      <line x1="0" x2="${days.length * (BAR + GAP)}" y1="${HEIGHT}" y2="${HEIGHT}" />
    </svg>
    <p class="axis">
      <span>${days[0]?.date ?? ''}</span><span>at most ${toCredits(highest)} credits a day</span
      ><span>${days.at(-1)?.date ?? ''}</span>
    </p>
    <ul class="legend">
      !${providers.map(
        (provider, series) =>
          html`<li>
            <svg viewBox="0 0 1 1" aria-hidden="true">
              <rect class="${colourOf(series)}" width="1" height="1" /></svg
            >${nameOf(provider)}
          </li>`,
      )}
    </ul>
    !${renderFigures(days, providers)}`;
}

const colourOf = (series: number): string => `series series-${series % COLOURS}`;

/** Draws the bars of one provider as a single path, each on top of those of the providers before it. */
function renderSeries(days: readonly DaySpend[], providers: readonly string[], series: number): string {
  const highest = Math.max(1, ...days.map(sumOf));
  const bars = days.map(({ units }, index) => {
    // More may be refunded on a day than was spent on it.
    const [height = 0, ...below] = providers
      .slice(0, series + 1)
      .map((provider) => (HEIGHT * Math.max(0, units[provider] ?? 0)) / highest)
      .toReversed();
    const bottom = HEIGHT - below.reduce((sum, one) => sum + one, 0);
    return height === 0
      ? ''
      : `M${index * (BAR + GAP)} ${bottom.toFixed(1)}h${BAR}v-${height.toFixed(1)}h-${BAR}z`;
  });
  return html`<path class="${colourOf(series)}" d="${bars.join('')}" />`;
}

function renderFigures(days: readonly DaySpend[], providers: readonly string[]): string {
  const spent = days.filter(({ units }) => Object.keys(units).length > 0).toReversed();
  return html`<details>
    <summary>The figures</summary>
    !${renderTable({
      caption: 'Credits spent by day, after refunds',
      columns: ['Day', ...providers.map(nameOf), 'All'],
      rows: spent.map((day) => [
        html`${day.date}`,
        ...providers.map((provider) => renderAmount(day.units[provider] ?? 0)),
        renderAmount(sumOf(day)),
      ]),
      empty: '',
    })}
  </details>`;
}

const renderAmount = (units: number): string => html`<span class="number">${toCredits(units)}</span>`;
