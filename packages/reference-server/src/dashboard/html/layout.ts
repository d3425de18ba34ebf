import { html } from 'ghtml';
import type { FastifyRequest } from 'fastify';
import { sessionOf } from '../guard-session.ts';
import type { DashboardPage, PageContent } from '../page.ts';
import { renderDocument } from './document.ts';

export interface Layout extends PageContent {
  readonly pages: readonly Pick<DashboardPage, 'path' | 'title'>[];
  readonly request: FastifyRequest;
}

/** A page for somebody who is logged in. */
export function renderPage({ title, body, notice, refreshSeconds, pages, request }: Layout): string {
  const main = html`<h1>${title}</h1>
    !${notice === undefined ? '' : html`<p class="notice" role="status">${notice}</p>`} !${body}`;
  return renderDocument({ title, refreshSeconds, header: renderHeader(pages, request), main });
}

function renderHeader(pages: Layout['pages'], request: FastifyRequest): string {
  const here = request.url.split('?')[0]?.replace(/\/$/, '') ?? '';
  return html`<a class="skip" href="#main">Skip to content</a>
    <header>
      <p class="brand">ScrapeKit</p>
      <nav aria-label="Dashboard">
        <ul>
          !${pages.map(({ path, title }) => {
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

// The overview is the root of all pages, and marked on itself alone.
const isWithin = (here: string, address: string): boolean =>
  here === address || (address !== '/dashboard' && here.startsWith(`${address}/`));
