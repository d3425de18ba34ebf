import { html } from 'ghtml';

export interface Table {
  /** What the table shows, for those who cannot see where it stands. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** Cells as HTML. */
  readonly rows: readonly (readonly string[])[];
  /** Said when there are no rows. */
  readonly empty: string;
}

/** A table that scrolls sideways on a narrow screen, with the keyboard, too. */
export function renderTable({ caption, columns, rows, empty }: Table): string {
  if (rows.length === 0) return html`<p class="faint">${empty}</p>`;
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          !${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        !${rows.map(
          (cells) =>
            html`<tr>
              !${cells.map((cell) => html`<td>!${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
