import { scanAddresses, type ScanOptions } from './scan-addresses.ts';
import { decodePercent } from './percent-encoding.ts';
import { revealObfuscated } from './obfuscation.ts';

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
  const found = [path, ...headers].flatMap((list) => [
    ...scanAddresses(revealObfuscated(decode(list)), options),
  ]);
  return [...new Set(found)];
}

/** Decodes up to two levels of percent-encoding. A lone percent sign is kept. */
function decode(text: string): string {
  let decoded = text;
  for (let round = 0; round < 2 && decoded.includes('%'); round++) {
    decoded = decodePercent(decoded);
  }
  return decoded;
}
