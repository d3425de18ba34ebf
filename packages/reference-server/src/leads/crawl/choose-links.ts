import { registeredDomain } from '../extract/mail-domain.ts';
import { parseHtml } from '../parse-html.ts';

/** Words of links to pages where people put addresses, with how promising they are, in the common languages. */
const promises: readonly (readonly [RegExp, number])[] = [
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

const notPages =
  /\.(?:pdf|jpe?g|png|gif|webp|svg|zip|docx?|xlsx?|pptx?|mp[34]|ics|css|js|xml|json|rss|vcf|exe|dmg)$/i;
const loginWords =
  /log-?in|sign-?in|sign-?up|register|logout|cart|basket|checkout|wp-admin|\/feed|share|replytocom/i;

interface Link {
  readonly url: URL;
  readonly promise: number;
}

/** Links of the same registered domain that promise addresses, best first, each page once. */
export function chooseLinks(html: string, base: URL): URL[] {
  const own = registeredDomain(base.hostname);
  const best = new Map<string, Link>();
  for (const { href, text } of linksIn(html)) {
    const url = URL.parse(href.trim(), base.href);
    if (url === null || !isWorthwhile(url, own)) continue;
    url.hash = '';
    const promise = promiseOf(`${decodePath(url)} ${text}`.toLowerCase());
    const known = best.get(url.href);
    if (promise > 0 && url.href !== base.href && (known?.promise ?? 0) < promise)
      best.set(url.href, { url, promise });
  }
  return [...best.values()]
    .sort((a, b) => b.promise - a.promise || a.url.href.length - b.url.href.length)
    .map(({ url }) => url);
}

function isWorthwhile(url: URL, own: string): boolean {
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isHttp || url.href.length > 500 || notPages.test(url.pathname) || loginWords.test(url.pathname))
    return false;
  return registeredDomain(url.hostname) === own;
}

const promiseOf = (words: string): number =>
  Math.max(0, ...promises.map(([pattern, weight]) => (pattern.test(words) ? weight : 0)));

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

const mostLinks = 2000;
const longestText = 80;

/** Links, and frames, whose pages stand where links would. */
function linksIn(html: string): TextLink[] {
  const links: TextLink[] = [];
  let href: string | null = null;
  let text = '';
  parseHtml(html, {
    onopentag(name, attributes) {
      if (links.length >= mostLinks) return;
      if (name === 'a' || name === 'area') {
        href = attributes['href'] ?? null;
        text = [attributes['title'], attributes['aria-label'], attributes['alt']].join(' ');
      } else if (name === 'frame' || name === 'iframe') {
        links.push({ href: attributes['src'] ?? '', text: name === 'frame' ? 'contact' : '' });
      }
    },
    ontext(data) {
      if (href !== null && text.length < longestText) text += data;
    },
    onclosetag(name) {
      if (href === null || (name !== 'a' && name !== 'area')) return;
      links.push({ href, text: text.slice(0, longestText) });
      href = null;
    },
  });
  return links;
}
