import { html } from 'ghtml';
import { renderDocument } from './document.ts';

export interface LogInPage {
  readonly notice?: string;
  readonly error?: string;
  /** What was typed as e-mail address, so that it need not be typed again. */
  readonly email?: string;
}

/** The log-in form; it looks the same whatever was wrong with what was sent. */
export function renderLogInPage({ notice, error, email = '' }: LogInPage): string {
  const main = html`<div class="narrow">
    <p class="brand">ScrapeKit</p>
    <h1>Log in</h1>
    !${notice === undefined ? '' : html`<p class="notice" role="status">${notice}</p>`}
    !${error === undefined ? '' : html`<p class="error" role="alert">${error}</p>`}
    <form class="card" method="post" action="/dashboard/log-in">
      <label for="email">E-mail address</label>
      <input
        id="email"
        name="email"
        type="email"
        value="${email}"
        autocomplete="username"
        required
        autofocus
      />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required />
      <button>Log in</button>
    </form>
  </div>`;
  return renderDocument({ title: 'Log in', main });
}
