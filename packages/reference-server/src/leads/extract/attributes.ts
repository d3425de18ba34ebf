import { mailtoAddresses } from './mailto.ts';
import { backwards, mayHoldAddress, revealObfuscated } from './obfuscation.ts';
import { decodePercent } from './percent-encoding.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';
import { scriptAddresses } from './scripts.ts';

export type Attributes = Readonly<Record<string, string>>;

const links = new Set(['href', 'xlink:href', 'action', 'data-href', 'data-url', 'data-link', 'formaction']);
const readable = new Set(['title', 'alt', 'aria-label', 'content', 'value', 'summary', 'label']);
const ignored = new Set([
  'class',
  'id',
  'style',
  'src',
  'srcset',
  'rel',
  'type',
  'target',
  'd',
  'sizes',
  'width',
]);
const mailName = /mail|contact|addr|recipient|kontakt|correo/i;
const mailLink = /^\s*(?:m\s*a\s*i\s*l|javascript)|email-protection#|[?&]to=|^[^/:?#]{1,64}@[^/:]{3,}$/i;
const webmail =
  /^https?:\/\/(?:mail\.google\.com|outlook\.(?:live|office)\.com|compose\.mail\.yahoo\.com|mail\.yahoo\.com)\//i;

/** Finds addresses in the attributes of one element: links, captions, data for scripts and obfuscation. */
export function attributeAddresses(attributes: Attributes, options: ScanOptions): string[] {
  const found: string[] = [];
  let data = false;
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    if (name.startsWith('data-')) data = true;
    if (value.length < 5 || value.length > 20_000 || ignored.has(name)) continue;
    found.push(...valueAddresses(name, value, options));
  }
  if (data) found.push(...pairedAddress(attributes, options));
  return found;
}

function valueAddresses(name: string, value: string, options: ScanOptions): string[] {
  if (links.has(name)) {
    const linked = mailLink.test(value) ? linkAddresses(value, options) : [];
    if (linked.length > 0 || !name.startsWith('data-')) return linked;
  }
  if (readable.has(name)) return scan(value, options);
  if (name === 'data-cfemail') return scan(decodeCloudflare(value) ?? '', options);
  if (name.startsWith('on')) return [...scriptAddresses(value, options), ...mailtoInside(value, options)];
  return name.startsWith('data-') || mailName.test(name) ? dataAddresses(value, options) : [];
}

function linkAddresses(href: string, options: ScanOptions): string[] {
  const code = cloudflareCode(href);
  if (code !== null) return scan(decodeCloudflare(code) ?? '', options);
  if (/^\s*javascript:/i.test(href)) return scriptAddresses(decodePercent(href), options);
  if (webmail.test(href)) return scan(URL.parse(href)?.searchParams.get('to') ?? '', options);
  // A link to `info@example.com` without a scheme is meant as a mailto link.
  return mailtoAddresses(href.includes(':') ? href : `mailto:${href}`, options);
}

const mailtoInside = (text: string, options: ScanOptions): string[] =>
  !/mailto:/i.test(text)
    ? []
    : [...text.matchAll(/mailto:[^'"\s<>]{3,320}/gi)].flatMap(([link]) => mailtoAddresses(link, options));

const scan = (text: string, options: ScanOptions): string[] =>
  mayHoldAddress(text) ? [...scanAddresses(revealObfuscated(text), options)] : [];

/** Tries the value as plain text, reversed, in ROT13 and in base64, and returns the first addresses found. */
function dataAddresses(value: string, options: ScanOptions): string[] {
  const plain = [...scan(decodePercent(value), options), ...mailtoInside(value, options)];
  if (plain.length > 0) return plain;
  if (value.includes('@')) {
    const reversed = scan(backwards(value), options);
    return reversed.length > 0 ? reversed : scan(rot13(value), options);
  }
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(value)) return scan(base64(value), options);
  return [];
}

/** Decodes base64 of readable text. Returns `''` for other data, such as a picture. */
function base64(value: string): string {
  const text = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7E]+$/.test(text) ? decodePercent(text) : '';
}

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(base + ((letter.charCodeAt(0) - base + 13) % 26));
  });

const namePart =
  /^data-(?:e?mail-?)?(?:user(?:name)?|name|local(?:-?part)?|u|account|mailbox|box|recipient|before|part1|first|id)$/;
export const domainPart = /^data-(?:e?mail-?)?(?:domain|host|server|d|site|website|after|part2|second)$/;
const suffixPart = /^data-(?:e?mail-?)?(?:tld|ext|suffix|part3|zone)$/;

/** Joins addresses that are split into attributes: `data-user="info" data-domain="example" data-tld="com"`. */
function pairedAddress(attributes: Attributes, options: ScanOptions): string[] {
  const names = Object.keys(attributes);
  const valueOf = (part: RegExp): string | undefined =>
    attributes[names.find((name) => part.test(name)) ?? ''];
  const domain = valueOf(domainPart)?.replace(/^@/, '');
  const name = domain === undefined ? undefined : valueOf(namePart)?.replace(/@$/, '');
  if (domain === undefined || name === undefined) return [];
  const suffix = valueOf(suffixPart);
  return [
    ...scanAddresses(
      `${name}@${domain}${suffix === undefined ? '' : `.${suffix.replace(/^\./, '')}`}`,
      options,
    ),
  ];
}

/** Decodes Cloudflare's e-mail protection, a key byte and then each byte XOR the key in hexadecimal, or returns null. */
function decodeCloudflare(code: string): string | null {
  if (!/^(?:[0-9a-f]{2}){6,400}$/i.test(code)) return null;
  const [key = 0, ...bytes] = Buffer.from(code, 'hex');
  return Buffer.from(bytes.map((byte) => byte ^ key)).toString();
}

/** Returns the code in a link to `/cdn-cgi/l/email-protection#…`, or null. */
const cloudflareCode = (href: string): string | null =>
  /\/cdn-cgi\/l\/email-protection#([0-9a-f]+)/i.exec(href)?.[1] ?? null;
