import { backwards } from './backwards.ts';
import { cloudflareCode, decodeCloudflare } from './cloudflare.ts';
import { mailtoAddresses } from './mailto.ts';
import { revealObfuscated } from './obfuscation.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';
import { scriptAddresses } from './scripts.ts';

export type Attributes = Readonly<Record<string, string>>;

const links = ['href', 'xlink:href', 'action', 'data-href', 'data-url', 'data-link', 'formaction'];
const readable = new Set(['title', 'alt', 'aria-label', 'content', 'value', 'summary', 'label', 'datetime']);
const mailName = /mail|contact|addr|recipient|kontakt|correo/i;

/** Addresses in the attributes of one element: links, captions, data for scripts, protections. */
export function attributeAddresses(attributes: Attributes, options: ScanOptions): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (value.length < 5 || value.length > 20_000) continue;
    if (links.includes(name)) found.push(...linkAddresses(value, options));
    else if (name.startsWith('on'))
      found.push(...scriptAddresses(value, options), ...mailtoInside(value, options));
    else if (name === 'data-cfemail') found.push(...scan(decodeCloudflare(value) ?? '', options));
    else if (readable.has(name)) found.push(...scan(value, options));
    else if (name.startsWith('data-') || mailName.test(name)) found.push(...dataAddresses(value, options));
  }
  return [...found, ...pairedAddress(attributes, options)];
}

function linkAddresses(href: string, options: ScanOptions): string[] {
  const code = cloudflareCode(href);
  if (code !== null) return scan(decodeCloudflare(code) ?? '', options);
  if (/^\s*javascript:/i.test(href)) return scriptAddresses(decodePercent(href), options);
  return mailtoAddresses(href, options);
}

const mailtoInside = (text: string, options: ScanOptions): string[] =>
  [...text.matchAll(/mailto:[^'"\s<>]{3,320}/gi)].flatMap(([link]) => mailtoAddresses(link, options));

const scan = (text: string, options: ScanOptions): string[] => [
  ...scanAddresses(revealObfuscated(text), options),
];

/** Plain, then as base64, backwards, rotated by 13 letters: whatever gives an address first. */
function dataAddresses(value: string, options: ScanOptions): string[] {
  const plain = [...scan(decodePercent(value), options), ...mailtoInside(value, options)];
  if (plain.length > 0) return plain;
  if (value.includes('@')) {
    const turned = scan(backwards(value), options);
    return turned.length > 0 ? turned : scan(rot13(value), options);
  }
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(value)) return scan(base64(value), options);
  return [];
}

/** Base64 of readable text; `''` for anything else, a picture for one. */
function base64(value: string): string {
  const text = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7E]+$/.test(text) ? decodePercent(text) : '';
}

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(base + ((letter.charCodeAt(0) - base + 13) % 26));
  });

const decodePercent = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString());

const namePart =
  /^data-(?:e?mail-?)?(?:user(?:name)?|name|local(?:-?part)?|u|account|mailbox|box|recipient|before|part1|first|id)$/;
const domainPart = /^data-(?:e?mail-?)?(?:domain|host|server|d|site|website|after|part2|second)$/;
const suffixPart = /^data-(?:e?mail-?)?(?:tld|ext|suffix|part3|zone)$/;

/** `data-user="info" data-domain="example" data-tld="com"`. */
function pairedAddress(attributes: Attributes, options: ScanOptions): string[] {
  const valueOf = (part: RegExp): string | undefined =>
    Object.entries(attributes).find(([name]) => part.test(name))?.[1];
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
