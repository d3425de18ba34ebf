import { parseHtml } from '../parse-html.ts';

export interface PageLink {
  /** As written; relative to the page's base. */
  readonly href: string;
  /** What the link says, with the descriptions of its pictures. */
  readonly text: string;
  /** `frame`: part of a page that is divided into frames. `iframe`: a frame inside of a page. */
  readonly kind: 'link' | 'frame' | 'iframe';
}

export interface PageLinks {
  /** The URL that links are relative to: the first `<base href>`, or the page's own. */
  readonly base: URL;
  readonly links: readonly PageLink[];
}

const MAX_LINKS = 2000;
const MAX_TEXT_CHARACTERS = 80;

/** Returns the links of a page and its frames, because a frame takes the place of a link. */
export function linksIn(html: string, page: URL): PageLinks {
  const links: PageLink[] = [];
  const bases: URL[] = [];
  let href: string | null = null;
  let text = '';
  const describe = (words: string): void => {
    if (href !== null && text.length < MAX_TEXT_CHARACTERS) text += ` ${words}`;
  };
  parseHtml(html, {
    onopentag(name, attributes) {
      if (name === 'base') bases.push(...baseOf(attributes['href'], page));
      if (links.length >= MAX_LINKS) return;
      if (name === 'a' || name === 'area') {
        href = attributes['href'] ?? null;
        text = [attributes['title'], attributes['aria-label'], attributes['alt']].join(' ');
      } else if (name === 'img') describe(attributes['alt'] ?? '');
      else if (name === 'frame' || name === 'iframe')
        links.push({ href: attributes['src'] ?? '', text: attributes['title'] ?? '', kind: name });
    },
    ontext: (data) => {
      if (href !== null && text.length < MAX_TEXT_CHARACTERS) text += data;
    },
    onclosetag(name) {
      if (href === null || (name !== 'a' && name !== 'area')) return;
      links.push({ href, text: text.slice(0, MAX_TEXT_CHARACTERS), kind: 'link' });
      href = null;
    },
  });
  return { base: bases[0] ?? page, links };
}

function baseOf(href: string | undefined, page: URL): URL[] {
  const base = href === undefined ? null : URL.parse(href.trim(), page.href);
  return base === null ? [] : [base];
}
