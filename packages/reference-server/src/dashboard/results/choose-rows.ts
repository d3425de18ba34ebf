import type { ResultRow, RowColumn } from '../../providers/row-shape.ts';
import { verdictWords } from '../../providers/verdict-words.ts';
import { cellText } from './cells.ts';

/** A page with more is larger than 30 kB, and long on a phone. */
const ROWS_PER_PAGE = 25;
const MOST_SEARCH = 200;

/** What the query of the page's address asks for. */
export interface Choice {
  /** Trimmed; empty for all rows. */
  readonly search: string;
  /** Undefined for the order of the job. */
  readonly sort: RowColumn | undefined;
  readonly isDescending: boolean;
  /** From 1. */
  readonly page: number;
}

/** Reads the query of the page's address. A value that it does not know counts as missing. */
export function readChoice(query: Readonly<Record<string, unknown>>, columns: readonly RowColumn[]): Choice {
  const { search, sort, order, page } = query;
  return {
    search: typeof search === 'string' ? search.trim().slice(0, MOST_SEARCH) : '',
    sort: columns.find(({ key }) => key === sort),
    isDescending: order === 'down',
    page: typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** Returns the query of an address for a choice. */
export function printChoice({ search, sort, isDescending, page }: Choice): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('search', search);
  if (sort !== undefined) query.set('sort', sort.key);
  if (sort !== undefined && isDescending) query.set('order', 'down');
  if (page > 1) query.set('page', String(page));
  return query.toString();
}

/** Returns the rows in which a shown cell contains the text, in capitals or not. */
export function searchRows(
  rows: readonly ResultRow[],
  columns: readonly RowColumn[],
  search: string,
): readonly ResultRow[] {
  if (search === '') return rows;
  const wanted = search.toLowerCase();
  return rows.filter((row) => columns.some((column) => cellText(column, row).toLowerCase().includes(wanted)));
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Numbers are compared as numbers, verdicts from the best to the worst. */
function comparisonOf({ kind }: RowColumn): (a: string, b: string) => number {
  if (kind === 'number' || kind === 'bytes') return (a, b) => Number(a) - Number(b);
  if (kind === 'verdict') return (a, b) => verdictTitles.indexOf(a) - verdictTitles.indexOf(b);
  return (a, b) => collator.compare(a, b);
}

const verdictTitles = Object.values(verdictWords).map(({ title }) => title);

/** Sorts rows by a column. Rows with an empty cell come last in both directions. */
export function sortRows(
  rows: readonly ResultRow[],
  { sort, isDescending }: Pick<Choice, 'sort' | 'isDescending'>,
): readonly ResultRow[] {
  if (sort === undefined) return rows;
  const turn = isDescending ? -1 : 1;
  const compare = comparisonOf(sort);
  const cells = rows.map((row) => ({ row, text: cellText(sort, row) }));
  const filled = cells.filter(({ text }) => text !== '').sort((a, b) => turn * compare(a.text, b.text));
  return [...filled, ...cells.filter(({ text }) => text === '')].map(({ row }) => row);
}

export interface RowPage {
  readonly rows: readonly ResultRow[];
  /** The number of the first row, from 1; 0 without rows. */
  readonly first: number;
  readonly isLast: boolean;
}

/** Returns one page of rows. A page behind the last one is the last one. */
export function pageOf(rows: readonly ResultRow[], page: number): RowPage & { readonly page: number } {
  const last = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const shown = Math.min(page, last);
  const start = (shown - 1) * ROWS_PER_PAGE;
  return {
    rows: rows.slice(start, start + ROWS_PER_PAGE),
    first: rows.length === 0 ? 0 : start + 1,
    page: shown,
    isLast: shown === last,
  };
}
