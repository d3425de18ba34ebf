import type { FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import type { DashboardPage, ShownPage } from '../page.ts';
import { ICON_ADDRESS, scriptAddress, STYLESHEET_ADDRESS } from '../served-files.ts';
import { mayChange, sessionOf } from '../session-guard.ts';

export interface Layout extends ShownPage {
  readonly pages: readonly Pick<DashboardPage, 'path' | 'title' | 'inNavigation' | 'isForViewers'>[];
  readonly request: FastifyRequest;
}

/** Renders a page with the navigation. */
export function renderPage({ title, body, notice, refreshSeconds, scripts, pages, request }: Layout): string {
  const main = html`<h1>${title}</h1>
    !${notice === undefined ? '' : html`<p class="notice" role="status">${notice}</p>`}
    !${mayChange(request) ? '' : VIEWER_NOTE} !${body}`;
  const header = renderHeader(pages, request);
  return renderDocument({ title, refreshSeconds, header, main, scripts: ['page', ...(scripts ?? [])] });
}

const VIEWER_NOTE = html`<p class="faint">
  Your role is viewer: you can look at everything here. To change something, ask an owner of the account for
  the role member.
</p>`;

function renderHeader(pages: Layout['pages'], request: FastifyRequest): string {
  const here = request.url.split('?')[0]?.replace(/\/$/, '') ?? '';
  return html`<a class="skip" href="#main">Skip to content</a>
    <header>
      <a class="brand" href="/dashboard">ScrapeKit</a>
      <nav aria-label="Dashboard">
        <ul>
          !${pages
            .filter(({ inNavigation = true }) => inNavigation)
            .filter(({ isForViewers = true }) => isForViewers || mayChange(request))
            .map(({ path, title }) => {
              const address = `/dashboard${path}`.replace(/\/$/, '');
              const current = isWithin(here, address) ? html`aria-current="page"` : '';
              return html`<li><a href="${address}" !${current}>${title}</a></li>`;
            })}
        </ul>
      </nav>
      <form class="log-out" method="post" action="/dashboard/log-out">
        <span>${sessionOf(request).email}</span>
        <button class="quiet">Log out</button>
      </form>
    </header>`;
}

// Every address begins with that of the overview, so the overview is current only on its own address.
const isWithin = (here: string, address: string): boolean =>
  here === address || (address !== '/dashboard' && here.startsWith(`${address}/`));

export interface Document {
  readonly title: string;
  /** HTML */
  readonly header?: string;
  /** HTML */
  readonly main: string;
  readonly refreshSeconds?: number;
  /** The names of files in `browser/`. */
  readonly scripts?: readonly string[];
}

/** Renders a whole HTML document. */
export const renderDocument = ({
  title,
  header = '',
  main,
  refreshSeconds,
  scripts = [],
}: Document): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        !${
          refreshSeconds === undefined ? '' : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`
        }
        <title>${title} – ScrapeKit</title>
        <link rel="icon" href="!${ICON_ADDRESS}" />
        <link rel="stylesheet" href="!${STYLESHEET_ADDRESS}" />
        !${scripts.map((name) => html`<script type="module" src="!${scriptAddress(name)}"></script>`)}
      </head>
      <body>
        !${header}
        <main id="main">!${main}</main>
        !${header === '' ? '' : html`<footer><a href="/docs">API documents</a></footer>`}
      </body>
    </html>`;
