import { cloudflareTexts, decodeCloudflare } from './cloudflare.ts';
import type { Attributes } from './element-attributes.ts';
import { encodedAddresses, readableAddresses, rot13 } from './encoded-values.ts';
import { unescapeText } from './escapes.ts';
import { isOfDomain } from './mail-domain.ts';
import { mailtoAddresses, mistypedMailto } from './mailto.ts';
import { isMailbox } from './name-words.ts';
import { decodePercent } from './percent-encoding.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';
import { scriptAddresses } from './scripts.ts';
import { joomlaAddress, splitAddresses } from './split-attributes.ts';
import { decryptTypo3 } from './typo3.ts';

const links = new Set(['href', 'xlink:href', 'action', 'data-href', 'data-url', 'data-link', 'formaction']);
const readable = new Set(['title', 'alt', 'aria-label', 'content', 'value', 'summary', 'label']);
const ignored = new Set('class id style src srcset rel type target d sizes width'.split(' '));
const mailName = /mail|contact|addr|recipient|kontakt|correo/i;
const mailLink =
  /m\s*a\s*i\s*l\s*(?:t\s*o)?\s*[:;=]|(?:maito|mailo|malito|mialto|mailt)\s*[:;=]|^\s*javascript|email-protection#|[?&]to=|:otliam\s*$|^\s*znvygb:|^[^/:?#]{1,64}@[^/:]{3,}$|^\s*https?:\/\/[^/:?#]{1,64}@[^/:?#]{4,}\/?$/i;
const webmail =
  /^https?:\/\/(?:mail\.google\.com|outlook\.(?:live|office)\.com|compose\.mail\.yahoo\.com|mail\.yahoo\.com)\//i;

/** Finds addresses in the attributes of one element: links, captions, data for scripts and obfuscation. */
export function attributeAddresses(element: string, attributes: Attributes, options: ScanOptions): string[] {
  const found: string[] = [];
  let mayBeSplit = element.includes('-');
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    if (name.startsWith('data-')) mayBeSplit = true;
    if (value.length < 5 || value.length > 20_000 || ignored.has(name)) continue;
    found.push(...valueAddresses(name, value, options));
  }
  if (element === 'joomla-hidden-mail') found.push(...joomlaAddress(attributes, options));
  else if (mayBeSplit) found.push(...splitAddresses(element, attributes, options));
  return found;
}

function valueAddresses(name: string, value: string, options: ScanOptions): string[] {
  if (links.has(name)) {
    const linked = mailLink.test(value) ? linkAddresses(value, options) : [];
    if (linked.length > 0 || !name.startsWith('data-')) return linked;
  }
  if (readable.has(name)) return readableValue(value, options);
  if (name === 'data-cfemail') return readableAddresses(decodeCloudflare(value), options);
  if (name === 'data-mailto-token') return mailtoAddresses(decryptTypo3(value), options);
  if (name === 'data-enc-email') return readableAddresses(rot13(value.replace('[at]', '@')), options);
  if (name.startsWith('on')) return [...scriptAddresses(value, options), ...mailtoInside(value, options)];
  return name.startsWith('data-') || mailName.test(name) ? dataAddresses(value, options) : [];
}

const readableValue = (value: string, options: ScanOptions): string[] => [
  ...readableAddresses(unescapeText(value), options),
  ...cloudflareTexts(value).flatMap((text) => readableAddresses(text, options)),
];

function linkAddresses(href: string, options: ScanOptions): string[] {
  const protectedTexts = cloudflareTexts(href);
  if (protectedTexts.length > 0) return protectedTexts.flatMap((text) => readableAddresses(text, options));
  if (/^\s*javascript:/i.test(href)) return scriptAddresses(decodePercent(href), options);
  if (webmail.test(href)) return readableAddresses(URL.parse(href)?.searchParams.get('to') ?? '', options);
  if (/:otliam\s*$|^\s*znvygb:/i.test(href)) return encodedAddresses(href, options);
  const user = /^\s*https?:\/\/([^@/?#:]+@[^/?#:]+)\/?$/i.exec(href)?.[1];
  if (user !== undefined) return mistakenUrl(user, options);
  // A link to `info@example.com` without a scheme is meant as a mailto link.
  return mailtoAddresses(href.includes(':') ? mistypedMailto(href) : `mailto:${href}`, options);
}

/** `http://info@example.com` is a mailbox of the site to which an editor added a scheme, and otherwise a user of a server. */
const mistakenUrl = (text: string, options: ScanOptions): string[] =>
  [...scanAddresses(text, options)].filter(
    (email) => isOfDomain(email, options.own) && isMailbox(email.slice(0, email.indexOf('@'))),
  );

const mailtoInside = (text: string, options: ScanOptions): string[] =>
  !/mailto:/i.test(text)
    ? []
    : [...text.matchAll(/mailto:[^'"\s<>\\]{3,320}/gi)].flatMap(([link]) => mailtoAddresses(link, options));

function dataAddresses(value: string, options: ScanOptions): string[] {
  const found = encodedAddresses(value, options);
  return [...found, ...mailtoInside(value, options)];
}
