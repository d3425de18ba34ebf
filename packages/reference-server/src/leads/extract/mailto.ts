import { encodedAddresses } from './encoded-values.ts';
import { isOfDomain } from './mail-domain.ts';
import { revealObfuscated } from './obfuscation.ts';
import { decodePercent } from './percent-encoding.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';

const recipients = new Set(['to', 'cc', 'bcc']);

/** Returns the recipients of a `mailto:` link (RFC 6068), also of a malformed one. Returns none for other links. */
export function mailtoAddresses(href: string, options: ScanOptions): string[] {
  const link = /^\s*mailto:(?:\/\/)?([^]*)$/i.exec(href.replace(/[\t\r\n]/g, ''))?.[1];
  if (link === undefined) return [];
  const question = link.indexOf('?');
  const path = question === -1 ? link : link.slice(0, question);
  const query = question === -1 ? '' : link.slice(question + 1);
  const headers = query.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return recipients.has(name.trim().toLowerCase()) ? [value] : [];
  });
  const found = headers.flatMap((list) => listedAddresses(list, options));
  return [...new Set([...pathAddresses(path, options), ...found])];
}

/** A theme or plugin may decode the path on load: base64, ROT13 or backwards. */
function pathAddresses(path: string, options: ScanOptions): string[] {
  const found = listedAddresses(path, options);
  const isOneWord = !/[\s,;]/.test(path.trim());
  if (!isOneWord || found.some((email) => isOfDomain(email, options.own))) return found;
  return encodedAddresses(decode(path), options);
}

const listedAddresses = (list: string, options: ScanOptions): string[] => [
  ...scanAddresses(revealObfuscated(decode(list), options.own), options),
];

const misspelled =
  /^\s*(?:https?:\/{0,2})?(?:[^\s?#@:]{0,200}\/)?(?:(?:e-?mail|mail\s?to|maito|mailo|malito|mialto|mailt|mail)\s*[:;=]\s*)+(?:https?:\/\/)?/i;

/** Corrects `http://mailto:`, `/contact/mailto:`, `mailto:mailto:`, `mail to:` and similar schemes. */
export const mistypedMailto = (href: string): string => href.replace(misspelled, 'mailto:');

/** Decodes up to two levels of percent-encoding. A lone percent sign is kept. */
function decode(text: string): string {
  let decoded = text;
  for (let round = 0; round < 2 && decoded.includes('%'); round++) {
    decoded = decodePercent(decoded);
  }
  return decoded;
}
