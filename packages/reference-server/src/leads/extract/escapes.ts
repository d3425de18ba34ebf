const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' };
const fromHex = (_escape: string, hex: string): string => String.fromCharCode(parseInt(hex, 16));

/** Decodes the escapes of JavaScript and JSON, so that `\u003e` before an address does not become part of its name. */
const withoutBackslashes = (text: string): string =>
  text
    .replace(/\\{1,4}u\{?([0-9a-f]{4})\}?/gi, fromHex)
    .replace(/\\{1,4}x([0-9a-f]{2})/gi, fromHex)
    .replace(/\\{1,4}([ntrbf])/g, (_escape, letter: string) => named[letter] ?? ' ')
    .replace(/\\{1,4}(.)/g, '$1');

/** Decodes the entities that hide an address, and replaces those of brackets and quotes by a blank. */
const withoutEntities = (text: string): string =>
  text
    .replace(/&#(\d{2,3});/g, (_entity, digits: string) => String.fromCharCode(Number(digits)))
    .replace(/&#x([0-9a-f]{2});/gi, fromHex)
    .replace(/&commat;/g, '@')
    .replace(/&period;/g, '.')
    .replace(/&lt;|&gt;|&quot;|&amp;|&nbsp;/g, ' ');

/** Decodes the escapes of a script, of JSON and of HTML inside of them. */
export function unescapeText(text: string): string {
  const plain = text.includes('\\') ? withoutBackslashes(text) : text;
  return plain.includes('&') ? withoutEntities(plain) : plain;
}
