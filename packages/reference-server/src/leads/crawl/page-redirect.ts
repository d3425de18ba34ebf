import { isHttp } from '@scrapekit/guarded-http';
import type { FetchedPage } from '../../net/fetch-page.ts';
import { parseHtml } from '../parse-html.ts';
import { linksIn } from './page-links.ts';
import { websiteOf } from './sites.ts';

/** A longer page has content of its own. */
const MAX_CHARACTERS = 8000;
const MAX_TEXT_CHARACTERS = 200;
const MAX_DELAY_SECONDS = 30;

type Refreshing = Pick<FetchedPage, 'url' | 'headers'>;

/**
 * Returns where a page sends its visitors by itself, with `Refresh`, `<meta http-equiv="refresh">`, a script that sets
 * `location`, or a frame that shows another website; null when it does not, or when it shows an address before.
 */
export function redirectIn({ url, headers }: Refreshing, html: string): URL | null {
  const isShort = html.length <= MAX_CHARACTERS;
  const page = isShort ? readShort(html) : null;
  const { base } = page === null ? { base: url } : linksIn(html, url);
  const refresh = parseRefresh(headers['refresh'] ?? '') ?? parseRefresh(page?.refresh ?? '');
  const isAtOnce = refresh !== null && refresh.seconds <= 1;
  const isFirst = refresh !== null && (isAtOnce || (isShort && !html.includes('@')));
  const target = isFirst ? refresh.target : page === null ? null : contentRedirect(page, html, url);
  const to = target === null ? null : URL.parse(target, base.href);
  if (to === null || !isHttp(to)) return null;
  to.hash = '';
  return to.href === url.href ? null : to;
}

interface ShortPage {
  /** The content of `<meta http-equiv="refresh">`. */
  refresh: string;
  scripts: string;
  text: string;
  hasFrames: boolean;
  /** True when a visitor can follow a link or fill in a form. */
  hasLinks: boolean;
}

function readShort(html: string): ShortPage {
  const page: ShortPage = { refresh: '', scripts: '', text: '', hasFrames: false, hasLinks: false };
  let unshown = '';
  parseHtml(html, {
    onopentag(name, attributes) {
      if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'refresh')
        page.refresh ||= attributes['content'] ?? '';
      if (name === 'script' || name === 'style' || name === 'title' || name === 'noscript') unshown ||= name;
      if (unshown === '' && (name === 'form' || (name === 'a' && attributes['href'] !== undefined)))
        page.hasLinks = true;
      if (name === 'frame') page.hasFrames = true;
    },
    onclosetag(name) {
      if (name === unshown) unshown = '';
    },
    ontext(data) {
      if (unshown === 'script') page.scripts += data;
      else if (unshown === '') page.text += data.trim();
    },
  });
  return page;
}

/** Reads `0; url=/home` (HTML, 4.2.5.3). Returns null without a target or with a delay that visitors do not wait for. */
function parseRefresh(content: string): { readonly seconds: number; readonly target: string } | null {
  const [, seconds = '', written = ''] =
    /^\s*(\d*)(?:\.[\d.]*)?\s*[;,\s]\s*(?:url\s*=\s*)?(\S.*)$/i.exec(content) ?? [];
  const target = /^(["'])(.*?)\1/.exec(written)?.[2] ?? written.trim();
  if (target === '' || target.length > 2000 || Number(seconds) > MAX_DELAY_SECONDS) return null;
  return { seconds: Number(seconds), target };
}

const LOCATION = String.raw`(?<![\w$.-])(?:(?:window|self|top|parent|document)\s{0,5}\.\s{0,5}){0,2}location`;
const scriptRedirect = new RegExp(
  `${LOCATION}(?:\\s{0,5}\\.\\s{0,5}(?:href\\s{0,5}=|(?:replace|assign)\\s{0,5}\\()|\\s{0,5}=)\\s{0,5}(["'\`])([^"'\`\\s]{1,500})\\1\\s{0,5}(?=[;)}\\n<]|$)`,
);

/** Returns the target of a page that shows nothing else. */
function contentRedirect(page: ShortPage, html: string, url: URL): string | null {
  if (page.hasFrames) return framedWebsite(html, url);
  if (page.hasLinks || page.text.length > MAX_TEXT_CHARACTERS || html.includes('@')) return null;
  return scriptRedirect.exec(page.scripts)?.[2]?.replaceAll('\\/', '/') ?? null;
}

/** Returns the website that a page of frames shows under its own name, unless a frame shows a page of the same site. */
function framedWebsite(html: string, url: URL): string | null {
  const { base, links } = linksIn(html, url);
  const frames = links
    .filter(({ kind }) => kind === 'frame')
    .map(({ href }) => URL.parse(href.trim(), base.href))
    .filter((frame) => frame !== null && isHttp(frame) && frame.href !== url.href);
  const isOwn = frames.some((frame) => frame !== null && websiteOf(url).includes(frame));
  return isOwn ? null : (frames[0]?.href ?? null);
}
