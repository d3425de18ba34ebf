import { html } from 'ghtml';

export interface Table {
  /** Also names the table for screen readers. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** The cells are HTML. */
  readonly rows: readonly (readonly string[])[];
  /** A sentence that replaces the table when there are no rows. */
  readonly empty: string;
}

/** Renders a table that scrolls sideways on a narrow screen, also with the keyboard. */
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

/** Renders a time in UTC, or a dash when there is none. */
export function renderMoment(at: Date | null): string {
  if (at === null) return '–';
  const iso = at.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
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
