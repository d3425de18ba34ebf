import { html } from 'ghtml';

export interface Table {
  /** Also names the table for screen readers. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** HTML for the heads of the columns, such as links that sort. @default the columns */
  readonly heads?: readonly string[];
  /** The cells are HTML. */
  readonly rows: readonly (readonly string[])[];
  /** A sentence that replaces the table when there are no rows. */
  readonly empty: string;
}

/**
 * Renders a table. On a phone each row is a card, and each cell shows the name of its column. The roles keep it a table for
 * screen readers then.
 */
export function renderTable({ caption, columns, heads, rows, empty }: Table): string {
  if (rows.length === 0) return html`<p class="faint">${empty}</p>`;
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0">
    <table role="table">
      <caption>
        ${caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          !${columns.map(
            (column, at) => html`<th scope="col" role="columnheader">!${heads?.[at] ?? html`${column}`}</th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        !${rows.map(
          (cells) =>
            html`<tr role="row">
              !${cells.map((cell, at) => html`<td role="cell" data-label="${columns[at]}">!${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export interface Tab {
  readonly title: string;
  readonly address: string;
}

/** Renders links to the parts of a page. */
export const renderTabs = (label: string, tabs: readonly Tab[], current: string): string =>
  html`<nav class="tabs" aria-label="${label}">
    !${tabs.map(({ title, address }) => {
      const mark = address === current ? 'aria-current="page"' : '';
      return html`<a href="${address}" !${mark}>${title}</a>`;
    })}
  </nav>`;

export interface Pager {
  /** What is paged, such as `Jobs`. */
  readonly label: string;
  /** The address of the newer entries, if there are any. */
  readonly newer?: string;
  readonly older?: string;
}

/** Renders links to the next and the previous entries of a list, or nothing when the list has one page. */
export function renderPager({ label, newer, older }: Pager): string {
  if (newer === undefined && older === undefined) return '';
  return html`<nav class="actions" aria-label="Pages of ${label}">
    !${newer === undefined ? '' : html`<a href="${newer}" rel="prev">Newer</a>`}
    !${older === undefined ? '' : html`<a href="${older}" rel="next">Older</a>`}
  </nav>`;
}

/** Renders a button that copies a text, or the element behind it when the text is empty. It needs a script to appear. */
export const renderCopy = (text: string, what: string): string =>
  html`<button type="button" class="quiet" data-copy="${text}" hidden>
    Copy<span class="hidden"> ${what}</span>
  </button>`;

/** Renders a time in UTC, or a dash when there is none. With scripts it becomes the local time. */
export function renderMoment(at: Date | null): string {
  if (at === null) return '–';
  const iso = at.toISOString();
  const shown = iso.slice(0, 19).replace('T', ' ');
  return html`<time datetime="${iso}" title="${shown} UTC">${shown}</time>`;
}

export interface Confirmation {
  /** A sentence about what will happen. */
  readonly consequence: string;
  /** The text of the button. */
  readonly button: string;
  /** The address that the form is sent to. */
  readonly action: string;
  /** The address of the link that cancels. */
  readonly back: string;
}

/** Renders the question that comes before an action that cannot be undone. */
export const renderConfirmation = ({ consequence, button, action, back }: Confirmation): string =>
  html`<form class="card" method="post" action="${action}">
    <p>${consequence}</p>
    <p class="actions">
      <button class="danger">${button}</button> <a href="${back}">Go back without a change</a>
    </p>
  </form>`;
