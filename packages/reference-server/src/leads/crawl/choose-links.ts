import { isHttp } from '../../net/redirects.ts';
import { registeredDomain } from '../extract/mail-domain.ts';
import { parseHtml } from '../parse-html.ts';

/** Words in links to pages that often show addresses, with a weight, in the common languages. */
const linkWeights: readonly (readonly [RegExp, number])[] = [
  [
    /contact|kontakt|contatt|contato|contacto|kontak|yhteystiedot|kapcsolat|iletisim|iletişim|contactez|get-?in-?touch|reach-?us|お問い合わせ|контакт|επικοινωνία/,
    10,
  ],
  [/impressum|imprint|aviso-legal|mentions-legales|mentions légales|note-legali|legal-notice|colofon/, 8],
  [
    /about|uber-uns|ueber-uns|über uns|qui-sommes|a-propos|à propos|chi-siamo|chi siamo|quienes|sobre|om-oss|om-os|over-ons|over ons|o-nas|who-we-are|our-story/,
    7,
  ],
  [
    /team|staff|people|equipo|equipe|équipe|mitarbeiter|ansprechpartner|medewerkers|meet-the|our-doctors|attorneys|leadership|management|dentists/,
    7,
  ],
  [/location|office|standort|find-us|visit|anfahrt|sedi|ubicacion|stores|branches/, 5],
  [/support|help|service-client|kundenservice|customer/, 4],
  [/book|appointment|reserv|termin|quote|enquir|inquir|hire|order/, 4],
  [/privacy|datenschutz|privacidad|privacidade|confidentialit|privacy-?policy|terms|gdpr|legal|cookie/, 3],
  [/press|media|career|jobs|karriere|partner/, 2],
];

const fileTypes =
  /\.(?:pdf|jpe?g|png|gif|webp|svg|zip|docx?|xlsx?|pptx?|mp[34]|ics|css|js|xml|json|rss|vcf|exe|dmg)$/i;
const excludedPaths =
  /log-?in|sign-?in|sign-?up|register|logout|cart|basket|checkout|wp-admin|\/feed|share|replytocom/i;

interface Link {
  readonly url: URL;
  readonly weight: number;
}

/** Returns links to pages of the same registered domain that may show addresses, the likeliest first, each once. */
export function chooseLinks(html: string, base: URL): URL[] {
  const own = registeredDomain(base.hostname);
  const best = new Map<string, Link>();
  for (const { href, text } of linksIn(html)) {
    const url = URL.parse(href.trim(), base.href);
    if (url === null || !isCandidate(url, own)) continue;
    url.hash = '';
    const weight = weightOf(`${decodePath(url)} ${text}`.toLowerCase());
    const known = best.get(url.href);
    if (weight > 0 && url.href !== base.href && (known?.weight ?? 0) < weight)
      best.set(url.href, { url, weight });
  }
  return [...best.values()]
    .sort((a, b) => b.weight - a.weight || a.url.href.length - b.url.href.length)
    .map(({ url }) => url);
}

function isCandidate(url: URL, own: string): boolean {
  if (
    !isHttp(url) ||
    url.href.length > 500 ||
    fileTypes.test(url.pathname) ||
    excludedPaths.test(url.pathname)
  )
    return false;
  return registeredDomain(url.hostname) === own;
}

const weightOf = (words: string): number =>
  Math.max(0, ...linkWeights.map(([pattern, weight]) => (pattern.test(words) ? weight : 0)));

function decodePath({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname).replaceAll('_', '-');
  } catch {
    return pathname;
  }
}

interface TextLink {
  readonly href: string;
  readonly text: string;
}

const MAX_LINKS = 2000;
const MAX_TEXT_CHARACTERS = 80;

/** Returns the links of a page and its frames, because a frame takes the place of a link. */
function linksIn(html: string): TextLink[] {
  const links: TextLink[] = [];
  let href: string | null = null;
  let text = '';
  parseHtml(html, {
    onopentag(name, attributes) {
      if (links.length >= MAX_LINKS) return;
      if (name === 'a' || name === 'area') {
        href = attributes['href'] ?? null;
        text = [attributes['title'], attributes['aria-label'], attributes['alt']].join(' ');
      } else if (name === 'frame' || name === 'iframe') {
        links.push({ href: attributes['src'] ?? '', text: name === 'frame' ? 'contact' : '' });
      }
    },
    ontext(data) {
      if (href !== null && text.length < MAX_TEXT_CHARACTERS) text += data;
    },
    onclosetag(name) {
      if (href === null || (name !== 'a' && name !== 'area')) return;
      links.push({ href, text: text.slice(0, MAX_TEXT_CHARACTERS) });
      href = null;
    },
  });
  return links;
}
