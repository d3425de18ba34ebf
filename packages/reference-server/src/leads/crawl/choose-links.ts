import { isHttp } from '@scrapekit/guarded-http';
import { CONTACT_WEIGHT, weightOf } from './link-weight.ts';
import { linksIn, type PageLink } from './page-links.ts';
import { websiteOf } from './sites.ts';

const fileTypes =
  /\.(?:pdf|jpe?g|png|gif|webp|svg|zip|docx?|xlsx?|pptx?|mp[34]|ics|css|js|xml|json|rss|exe|dmg)$/i;
const excludedPaths =
  /log-?in|sign-?in|sign-?up|register|logout|cart|basket|checkout|wp-admin|\/feed|share|replytocom/i;

/** A file with the address of a person or business. A page about the team may link to many. */
const contactCard = /\.(?:vcf|vcard)$/i;
const CARD_WEIGHT = 6;

export interface ChosenLink {
  readonly url: URL;
  /** How likely the page shows addresses. */
  readonly weight: number;
  /** True when the page is shown inside of the page that links to it, so that its links count as links of that page. */
  readonly isFrame: boolean;
}

/** Returns links to pages of the same website that may show addresses, the likeliest first, each once. */
export function chooseLinks(html: string, page: URL): ChosenLink[] {
  const site = websiteOf(page);
  const best = new Map<string, ChosenLink>();
  const { base, links } = linksIn(html, page);
  for (const link of links) {
    const url = URL.parse(link.href.trim(), base.href);
    if (url === null || !isCandidate(url) || !site.includes(url)) continue;
    url.hash = '';
    const weight = weightOfLink(link, url);
    const known = best.get(url.href);
    if (weight > 0 && url.href !== page.href && (known?.weight ?? 0) < weight)
      best.set(url.href, { url, weight, isFrame: link.kind !== 'link' });
  }
  return likeliestFirst([...best.values()]);
}

/** Of equally likely pages, the one with the shorter URL comes first. */
export const likeliestFirst = (links: readonly ChosenLink[]): ChosenLink[] =>
  links.toSorted((a, b) => b.weight - a.weight || a.url.href.length - b.url.href.length);

/** A frame is a part of the page itself. Most frames inside of a page show something else, such as a map. */
function weightOfLink({ kind, text }: PageLink, url: URL): number {
  if (kind === 'frame') return CONTACT_WEIGHT;
  const weight = weightOf(`${decodePath(url)} ${text}`);
  if (contactCard.test(url.pathname)) return Math.max(weight, CARD_WEIGHT);
  return kind === 'iframe' ? Math.max(weight, 1) : weight;
}

const isCandidate = (url: URL): boolean =>
  isHttp(url) && url.href.length <= 500 && !fileTypes.test(url.pathname) && !excludedPaths.test(url.pathname);

function decodePath({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
