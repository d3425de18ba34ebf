import { html } from 'ghtml';
import type { StoredJob } from '../../jobs/job.ts';
import type { RowVerdict } from '../../providers/row-shape.ts';
import { verdictWords } from '../../providers/verdict-words.ts';
import { renderVerdict, wordOf } from './cells.ts';
import { cut, withVisibleControls } from '../visible-text.ts';

const MOST_REASONS = 8;

interface Count {
  readonly key: string;
  readonly count: number;
}

/** Renders how often each verdict was given, and the most frequent reasons. */
export function renderVerdictChart(
  job: Pick<StoredJob, 'tally' | 'produced'>,
  verdicts: readonly RowVerdict[],
): string {
  const counts = countTally(job) ?? countBy(verdicts.map(({ verdict }) => verdict));
  if (counts.length === 0) return '';
  const order = Object.keys(verdictWords);
  const sorted = counts.toSorted((a, b) => placeIn(order, a.key) - placeIn(order, b.key));
  const reasons = countBy(verdicts.flatMap(({ reason }) => reason ?? []));
  return html`<section class="card" aria-labelledby="verdicts">
    <h3 id="verdicts">Verdicts</h3>
    !${renderBars(sorted, (key) => [
      renderVerdict(key),
      wordOf(key)?.meaning ?? '',
      wordOf(key)?.tone ?? 'open',
    ])}
    !${reasons.length === 0 ? '' : renderReasons(reasons)}
  </section>`;
}

function renderReasons(reasons: readonly Count[]): string {
  const most = reasons.toSorted((a, b) => b.count - a.count).slice(0, MOST_REASONS);
  const left = reasons.length - most.length;
  return html`<h3>Reasons</h3>
    !${renderBars(most, (key) => [html`${withVisibleControls(cut(key, 120))}`, '', 'open'])}
    !${left === 0 ? '' : html`<p class="faint">and ${left} other reasons</p>`}`;
}

/** Returns the counts of all rows of the job, when the job counted the verdict of each row. */
function countTally({
  tally,
  produced,
}: Pick<StoredJob, 'tally' | 'produced'>): readonly Count[] | undefined {
  const counts = Object.entries(tally)
    .filter(([key]) => Object.hasOwn(verdictWords, key))
    .map(([key, count]) => ({ key, count }));
  return sumOf(counts) === produced ? counts.filter(({ count }) => count > 0) : undefined;
}

function countBy(texts: readonly string[]): readonly Count[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, count }));
}

const sumOf = (counts: readonly Count[]): number => counts.reduce((sum, { count }) => sum + count, 0);

const placeIn = (order: readonly string[], key: string): number =>
  order.includes(key) ? order.indexOf(key) : order.length;

/** Renders a list with bars. `describe` returns the label as HTML, a sentence and the colour of an entry. */
function renderBars(
  counts: readonly Count[],
  describe: (key: string) => readonly [label: string, meaning: string, tone: string],
): string {
  const sum = sumOf(counts);
  const most = Math.max(...counts.map(({ count }) => count));
  return html`<ul class="bars">
    !${counts.map(({ key, count }) => {
      const [label, meaning, tone] = describe(key);
      return html`<li>
        <span>!${label}</span>
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect class="${tone}" width="${((100 * count) / most).toFixed(1)}" height="8" />
        </svg>
        <span class="number">${count.toLocaleString('en')} (${percent(count, sum)})</span>
        !${meaning === '' ? '' : html`<small class="faint">${meaning}</small>`}
      </li>`;
    })}
  </ul>`;
}

/** A count that is not zero is never shown as 0 %. */
const percent = (count: number, sum: number): string => {
  const share = (100 * count) / sum;
  return share > 0 && share < 1 ? 'under 1 %' : `${Math.round(share)} %`;
};
