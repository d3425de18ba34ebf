import type { SiteProfile } from './profile.ts';
import { renderPage } from './pages.ts';

export interface SiteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const plain = { 'content-type': 'text/plain; charset=utf-8' };

/** Returns the site's answer to a GET of `path` on `host`. */
export function respond(site: SiteProfile, host: string, path: string): SiteAnswer {
  if (site.behaviour === 'server-error')
    return { status: 500, headers: html, body: '<h1>Internal Server Error</h1>' };
  if (site.behaviour === 'www-only' && !host.startsWith('www.'))
    return redirect(`http://www.${site.domain}${path}`);
  if (path === '/robots.txt') return robots(site);
  if (site.behaviour === 'moved' && path === '/') return redirect('/welcome');
  const body = renderPage(site, site.behaviour === 'moved' && path === '/welcome' ? '/' : path);
  if (body === null) return { status: 404, headers: html, body: '<h1>Not Found</h1>' };
  return { status: 200, headers: html, body };
}

const redirect = (location: string): SiteAnswer => ({
  status: 301,
  headers: { ...html, location },
  body: '',
});

/** Returns the paths that the site's robots.txt forbids. */
export function forbiddenPaths({ behaviour }: SiteProfile): readonly string[] {
  if (behaviour === 'closed-to-robots') return ['/'];
  if (behaviour === 'partly-closed') return ['/imprint', '/blog'];
  return [];
}

function robots(site: SiteProfile): SiteAnswer {
  const forbidden = forbiddenPaths(site);
  if (forbidden.length === 0) return { status: 404, headers: plain, body: 'Not Found' };
  const rules = forbidden.map((path) => `Disallow: ${path}\n`).join('');
  return { status: 200, headers: plain, body: `User-agent: *\n${rules}` };
}
