import { html } from 'ghtml';
import type { HttpError } from '../../http/errors.ts';
import { renderDocument } from './layout.ts';

const whatToDo: Readonly<Record<number, string>> = {
  400: 'Go back, correct what you sent, and send it again.',
  403: 'Open the dashboard in this tab and try again from there. If the account is suspended, ask the operator of this server.',
  404: 'It may have been deleted. Start again from the overview.',
  429: 'Wait a minute, then load the page again.',
  500: 'Try again. If it happens again, tell the operator of this server the request id below.',
  503: 'Try again in a few seconds.',
};

const titles: Readonly<Record<number, string>> = {
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible any more',
  429: 'Too many requests',
};

export function renderErrorPage({ status, message }: HttpError, requestId: string): string {
  const title = titles[status] ?? (status < 500 ? 'That did not work' : 'Something went wrong');
  const main = html`<div class="narrow">
    <h1>${title}</h1>
    <p class="error" role="alert">${message}</p>
    <p>${whatToDo[status] ?? 'Go back to the overview and try again.'}</p>
    <p><a href="/dashboard">Overview</a></p>
    <p class="faint">Request id <code>${requestId}</code></p>
  </div>`;
  return renderDocument({ title, main });
}
