import { html } from 'ghtml';

export interface Confirmation {
  /** What will happen, in a sentence. */
  readonly consequence: string;
  /** What the button says. */
  readonly doIt: string;
  /** Where the form is sent. */
  readonly action: string;
  /** Where somebody goes who thinks better of it. */
  readonly back: string;
}

/** Asks once more before something that cannot be undone. */
export const renderConfirmation = ({ consequence, doIt, action, back }: Confirmation): string =>
  html`<form class="card" method="post" action="${action}">
    <p>${consequence}</p>
    <p class="actions"><button class="danger">${doIt}</button> <a href="${back}">Keep it</a></p>
  </form>`;
