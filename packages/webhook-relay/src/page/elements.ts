import { html } from 'ghtml';
import type { StateWords } from './words.ts';
import type { Listing } from './view.ts';

/** Controls, and marks that turn or hide the text around them. */
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Returns a text of somebody else with its invisible characters shown as `⟨U+202E⟩`. */
export const visible = (text: string): string =>
  text.replace(invisible, (mark) => `⟨U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

/** Renders a time in UTC, or `otherwise` when there is none. */
export function renderTime(at: Date | null, otherwise = '–'): string {
  if (at === null) return html`<span class="faint">${otherwise}</span>`;
  const [day = '', time = ''] = at.toISOString().split(/[T.]/);
  return html`<time datetime="${at.toISOString()}">${day} ${time}</time>`;
}

/** Renders a state, which readers of the screen get with its meaning. */
export const renderState = (state: string, { meaning }: StateWords): string =>
  html`<span class="state ${state}" title="${meaning}">${state}</span>`;

/** Renders what the states of a page mean. */
export const renderLegend = (states: Readonly<Record<string, StateWords>>): string =>
  html`<details>
    <summary>What the states mean</summary>
    <dl>
      !${Object.entries(states).map(
        ([state, { meaning, advice }]) =>
          html`<dt><span class="state ${state}">${state}</span></dt>
            <dd>${meaning} ${advice}</dd>`,
      )}
    </dl>
  </details>`;

export interface Column<Entry> {
  readonly title: string;
  /** Renders the cell as HTML. */
  readonly cell: (entry: Entry) => string;
}

/**
 * Renders a table. On a narrow screen each row is a block and each cell has the title of its column; the roles keep it a
 * table for screen readers there.
 */
export const renderEntries = <Entry>(
  caption: string,
  columns: readonly Column<Entry>[],
  entries: readonly Entry[],
): string =>
  html`<table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        !${columns.map(({ title }) => html`<th role="columnheader" scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      !${entries.map(
        (entry) =>
          html`<tr role="row">
            !${columns.map(({ title, cell }) => html`<td role="cell" data-title="${title}">!${cell(entry)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;

/** Renders links to the newer and the older part of a list. The other parameters of the address stay. */
export function renderPaging({ newer, older }: Listing<unknown>, parameters: URLSearchParams): string {
  const linkTo = (cursor: string | undefined, relation: 'prev' | 'next', text: string): string =>
    cursor === undefined
      ? ''
      : html`<a
          rel="${relation}"
          href="?${new URLSearchParams([...parameters, ['cursor', cursor]]).toString()}"
          >${text}</a
        >`;
  return newer === undefined && older === undefined
    ? ''
    : html`<nav class="row" aria-label="Parts of the list">
        !${linkTo(newer, 'prev', 'Newer')} !${linkTo(older, 'next', 'Older')}
      </nav>`;
}

/** Renders a text that people copy. A click on it selects all of it, which no field does without a script. */
export const renderCopyable = (label: string, text: string): string =>
  html`<p class="copyable"><span class="faint">${label}</span> <code>${text}</code></p>`;
