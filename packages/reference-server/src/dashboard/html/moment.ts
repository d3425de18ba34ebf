import { html } from 'ghtml';

/** A time in UTC, for people and programs; a dash when there is none. */
export function renderMoment(at: Date | null): string {
  if (at === null) return '–';
  const iso = at.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}
