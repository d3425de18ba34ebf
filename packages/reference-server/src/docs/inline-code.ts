import { html } from 'ghtml';

/** Renders a text in which code stands between backticks. */
export const inlineCode = (text: string): string =>
  text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
    .join('');
