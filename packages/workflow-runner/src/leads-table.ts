export interface Lead {
  readonly name: string;
  readonly phone: string;
  readonly website: string;
  readonly rating: string;
  readonly emails: string;
  /** The best verdict among the addresses. Empty when the lead has none. */
  readonly verdict: string;
}

const columns = [
  { key: 'name', title: 'Name', least: 16 },
  { key: 'phone', title: 'Phone', least: 20 },
  { key: 'website', title: 'Website', least: 16 },
  { key: 'rating', title: 'Rating', least: 6 },
  { key: 'emails', title: 'Emails', least: 16 },
  { key: 'verdict', title: 'Verdict', least: 10 },
] as const;

const GAP = '  ';

/** Returns the lines of a table with a header. A cell that does not fit into `maxWidth` is shortened. */
export function leadsTable(leads: readonly Lead[], maxWidth: number): readonly string[] {
  const rows = leads.map((lead) => columns.map(({ key }) => oneLine(lead[key])));
  const titles = columns.map(({ title }) => title);
  const natural = columns.map((_, index) =>
    Math.max(...[titles, ...rows].map((row) => widthOf(row[index] ?? ''))),
  );
  const widths = fit(natural, maxWidth - GAP.length * (columns.length - 1));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0))
      .join(GAP)
      .trimEnd();
  return [line(titles), widths.map((count) => '─'.repeat(count)).join(GAP), ...rows.map(line)];
}

/** Reduces the widest column by one place at a time until all fit or all have their minimum width. */
function fit(natural: readonly number[], maxWidth: number): readonly number[] {
  const widths = [...natural];
  const spare = (index: number) => (widths[index] ?? 0) - (columns[index]?.least ?? 0);
  while (widths.reduce((sum, count) => sum + count, 0) > maxWidth) {
    const reducible = [...widths.keys()].filter((index) => spare(index) > 0);
    const widest = reducible.sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

// The text comes from other websites, so control characters in it must not reach the terminal.
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

function pad(text: string, width: number): string {
  const shown = widthOf(text) <= width ? text : shorten(text, width);
  return shown + ' '.repeat(width - widthOf(shown));
}

function shorten(text: string, width: number): string {
  let kept = '';
  for (const character of text) {
    if (widthOf(kept) + widthOf(character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

const isMark = /^\p{M}$/u;
const isWide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]$/u;

/** Returns the number of columns that a text occupies in a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += isMark.test(character) ? 0 : isWide.test(character) ? 2 : 1;
  return width;
}
