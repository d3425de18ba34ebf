import { html } from 'ghtml';
import { icon, stylesheet } from './page-files.ts';
import { renderTime } from './elements.ts';

/** The addresses of the pages below the path where the server puts them. Their links are relative. */
export const pagePaths = {
  overview: '/',
  jobs: '/jobs',
  delivery: '/deliveries/:id',
  /** Takes the form that sends a delivery again. */
  sendAgain: '/deliveries/:id/send-again',
} as const;

export interface DocumentParts {
  readonly title: string;
  /** The way from the page to the overview. */
  readonly root: './' | '../';
  /** The page as the navigation names it. */
  readonly current?: 'overview' | 'jobs';
  /** When the data of the page was read. */
  readonly at?: Date;
  /** HTML */
  readonly main: string;
}

export function renderDocument({ title, root, current, at, main }: DocumentParts): string {
  const markOf = (page: DocumentParts['current']): string => (page === current ? 'aria-current="page"' : '');
  const fileAt = (address: string): string => root + address.slice(1);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Webhook relay</title>
        <link rel="icon" href="${fileAt(icon.address)}" />
        <link rel="stylesheet" href="${fileAt(stylesheet.address)}" />
      </head>
      <body>
        <header>
          <strong>Webhook relay</strong>
          <nav class="row" aria-label="Pages">
            <a href="${root}" !${markOf('overview')}>Overview</a>
            <a href="${root}jobs" !${markOf('jobs')}>Jobs</a>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          !${main}
        </main>
        <footer>
          !${
            at === undefined
              ? ''
              : html`<p>
                  As of !${renderTime(at)}. All times are in UTC. Load the page again to see what is new.
                </p>`
          }
        </footer>
      </body>
    </html>`;
}

/** Renders a page that says what went wrong and what to do, or what was done. */
export const renderMessage = (
  message: Pick<DocumentParts, 'title' | 'root'> & { readonly text: string },
): string =>
  renderDocument({
    title: message.title,
    root: message.root,
    main: html`<p>${message.text}</p>
      <p><a href="${message.root}">Overview</a></p>`,
  });
