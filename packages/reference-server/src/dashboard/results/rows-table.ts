import { html } from 'ghtml';
import type { RowColumn, RowShape } from '../../providers/row-shape.ts';
import { renderTable } from '../html/elements.ts';
import { renderOptions } from '../html/fields.ts';
import { renderCell } from './cells.ts';
import type { searchRows } from './choose-rows.ts';
import { pageOf, printChoice, sortRows, type Choice } from './choose-rows.ts';
import { MOST_ROWS, type FirstRows } from './read-rows.ts';

export interface RowsTable {
  /** The address of the page, without a query. */
  readonly address: string;
  readonly shape: RowShape;
  readonly choice: Choice;
  readonly first: FirstRows;
  /** The rows that the search found. */
  readonly found: ReturnType<typeof searchRows>;
  /** The number of rows of the job. */
  readonly total: number;
}

/** Renders a form to search, the table with links that sort it, and links to its pages. */
export function renderRows(table: RowsTable): string {
  const { address, shape, choice, found } = table;
  const { rows, first, page, isLast } = pageOf(sortRows(found, choice), choice.page);
  const [, many] = shape.noun;
  const caption = captionOf(table, first, rows.length);
  return html`!${renderSearch(table)}
    <div id="rows">
      !${renderTable({
        caption,
        columns: shape.columns.map(({ title }) => title),
        heads: shape.columns.map((column) => renderHead(column, table)),
        rows: rows.map((row) => shape.columns.map((column) => renderCell(column, row))),
        empty: `None of the ${many} contains “${choice.search}”. Search for less, or show all ${many}.`,
      })}
    </div>
    !${renderPages(address, { ...choice, page }, isLast)}`;
}

function captionOf({ shape, found, choice }: RowsTable, first: number, shown: number): string {
  const [one, many] = shape.noun;
  const noun = found.length === 1 ? one : many;
  const which = choice.search === '' ? '' : ' found';
  const range =
    found.length <= shown ? `${found.length}` : `${first} to ${first + shown - 1} of ${found.length}`;
  return `${range} ${noun}${which}`;
}

/** Says which rows are shown when the job has more. */
export function renderLimit({ first, total, shape }: Pick<RowsTable, 'first' | 'total' | 'shape'>): string {
  if (first.isWhole) return '';
  const [, many] = shape.noun;
  return html`<p class="notice">
    This job has ${count(total)} ${many}. Searching, sorting, charts and the map use the first
    ${count(Math.min(first.rows.length, MOST_ROWS))} of them. The files contain all.
  </p>`;
}

const count = (number: number): string => number.toLocaleString('en');

function renderSearch({ address, choice, shape }: RowsTable): string {
  const [, many] = shape.noun;
  const { search } = choice;
  return html`<form class="search" method="get" action="${address}#rows" role="search">
    <label for="search">Search these ${many}</label>
    <input id="search" name="search" type="search" value="${search}" maxlength="200" />
    !${renderOrder(choice, shape.columns)}
    <button class="quiet">Show</button>
    !${
      search === ''
        ? ''
        : html`<a href="${addressOf(address, { ...choice, search: '', page: 1 })}">Show all</a>`
    }
  </form>`;
}

/** Renders fields that sort. They are seen on a phone, where the columns have no titles to press. */
function renderOrder({ sort, isDescending }: Choice, columns: readonly RowColumn[]): string {
  const unsorted = { value: '', label: 'the order of the job' };
  const sorts = columns.map(({ key, title }) => ({ value: key, label: title }));
  const directions = [
    { value: '', label: 'upwards' },
    { value: 'down', label: 'downwards' },
  ];
  return html`<span class="order">
    <label for="sort">Sort by</label>
    <select id="sort" name="sort">
      !${renderOptions([unsorted, ...sorts], sort?.key ?? '')}
    </select>
    <label for="order">Direction</label>
    <select id="order" name="order">
      !${renderOptions(directions, isDescending ? 'down' : '')}
    </select>
  </span>`;
}

/** Renders the title of a column as a link that sorts by it, first upwards and then downwards. */
function renderHead(column: RowColumn, { address, choice }: RowsTable): string {
  const isSorted = choice.sort?.key === column.key;
  const isDescending = isSorted && !choice.isDescending;
  const href = addressOf(address, { ...choice, sort: column, isDescending, page: 1 });
  const state = choice.isDescending ? 'downwards' : 'upwards';
  const mark = choice.isDescending ? '▼' : '▲';
  return html`<a href="${href}"
    >${column.title}!${
      isSorted
        ? html` <span aria-hidden="true">${mark}</span><span class="hidden">, sorted ${state}</span>`
        : ''
    }</a
  >`;
}

function renderPages(address: string, choice: Choice, isLast: boolean): string {
  const { page } = choice;
  if (page === 1 && isLast) return '';
  const link = (to: number, rel: string, text: string) =>
    html`<a href="${addressOf(address, { ...choice, page: to })}" rel="${rel}">${text}</a>`;
  return html`<nav class="actions" aria-label="Pages of the table">
    !${page === 1 ? '' : link(page - 1, 'prev', 'Previous page')}
    !${isLast ? '' : link(page + 1, 'next', 'Next page')}
  </nav>`;
}

function addressOf(address: string, choice: Choice): string {
  const query = printChoice(choice);
  return `${address}${query === '' ? '' : `?${query}`}#rows`;
}
