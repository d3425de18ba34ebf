import { html } from 'ghtml';
import { renderDocument } from './layout.ts';
import { renderError } from './fields.ts';

export interface LogInPage {
  readonly notice?: string;
  readonly error?: string;
  /** Fills the field of the e-mail address again after a refused log-in. */
  readonly email?: string;
  /** The address of the page to open afterwards. */
  readonly next?: string;
  /** Whether strangers may create an account. */
  readonly hasSignUp: boolean;
}

export function renderLogInPage({ notice, error, email = '', next, hasSignUp }: LogInPage): string {
  const main = html`<div class="narrow">
    <p class="brand">ScrapeKit</p>
    <h1>Log in</h1>
    !${notice === undefined ? '' : html`<p class="notice" role="status">${notice}</p>`} !${renderError(error)}
    <form class="card" method="post" action="/dashboard/log-in">
      !${next === undefined ? '' : html`<input type="hidden" name="next" value="${next}" />`}
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
    !${hasSignUp ? html`<p>No account yet? <a href="/dashboard/sign-up">Sign up</a></p>` : ''}
  </div>`;
  return renderDocument({ title: 'Log in', main });
}
