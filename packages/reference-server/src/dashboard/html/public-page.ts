import { html } from 'ghtml';
import { renderDocument } from './layout.ts';
import { renderError } from './fields.ts';

export interface PublicPage {
  readonly title: string;
  /** A sentence above the form. */
  readonly text?: string;
  readonly error?: string;
  /** HTML */
  readonly body: string;
}

/** Renders a page for visitors who are not logged in. */
export const renderPublicPage = ({ title, text, error, body }: PublicPage): string =>
  renderDocument({
    title,
    main: html`<div class="narrow">
      <p class="brand">ScrapeKit</p>
      <h1>${title}</h1>
      !${text === undefined ? '' : html`<p>${text}</p>`} !${renderError(error)} !${body}
    </div>`,
  });
