import { backwards } from './backwards.ts';
import { revealObfuscated } from './obfuscation.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';

const longestScript = 500_000;

/** Addresses that a script would write into the page, as far as they can be read without running it. */
export function scriptAddresses(code: string, options: ScanOptions): string[] {
  const script = code.slice(0, longestScript);
  const readings = [joinStrings(unescapeScript(script)), ...decodedCalls(script)];
  return readings.flatMap((text) => [...scanAddresses(revealObfuscated(text), options)]);
}

const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' };

/** JavaScript and HTML escapes, so that `\u003einfo\x40` does not become part of a name. */
function unescapeScript(code: string): string {
  return code
    .replace(/\\u\{?([0-9a-f]{4})\}?/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\([ntrbf])/g, (_escape, letter: string) => named[letter] ?? ' ')
    .replace(/\\(.)/g, '$1')
    .replace(/&#(\d{2,3});/g, (_entity, digits: string) => String.fromCharCode(Number(digits)))
    .replace(/&#x([0-9a-f]{2});/gi, (_entity, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/&commat;/g, '@')
    .replace(/&period;/g, '.')
    .replace(/&lt;|&gt;|&quot;|&amp;/g, ' ');
}

/** `'info' + '@' + "example.com"`, and the same spread over statements that grow one variable. */
function joinStrings(code: string): string {
  return code
    .replace(/String\.fromCharCode\(\s*(?:64|0x40)\s*\)/g, "'@'")
    .replace(/String\.fromCharCode\(\s*(?:46|0x2e)\s*\)/gi, "'.'")
    .replace(/\[\s*(['"][^\][]{1,200}['"])\s*\]\s*\.join\(\s*(['"])(@|\.|)\2\s*\)/g, joinList)
    .replace(
      /(['"`])\s{0,20};\s{0,20}([\w$]{1,40})\s{0,5}(?:=\s{0,5}\2\s{0,5}\+|\+=)\s{0,5}(['"`])/g,
      '$1+$3',
    )
    .replace(/['"`]\s{0,20}\+\s{0,20}['"`]/g, '');
}

const joinList = (_call: string, items: string, _quote: string, separator: string): string => {
  const words = items.split(',').map((item) => item.trim().replace(/^['"]|['"]$/g, ''));
  return `'${words.join(separator)}'`;
};

/** Literals inside calls whose result is known without running anything. */
function* decodedCalls(code: string): Generator<string> {
  for (const [, encoded = ''] of code.matchAll(/atob\(\s*['"]([A-Za-z0-9+/=]{8,2000})['"]/g)) {
    yield Buffer.from(encoded, 'base64').toString();
  }
  for (const [, list = ''] of code.matchAll(/fromCharCode\(([\d\s,x]{5,4000})\)/g)) {
    yield String.fromCharCode(...list.split(',').map((number) => Number(number.trim()) & 0xffff));
  }
  for (const [, encoded = ''] of code.matchAll(
    /(?:unescape|decodeURIComponent)\(\s*['"]((?:%[0-9a-f]{2}|[\w.@:+-]){6,4000})['"]/gi,
  )) {
    yield Buffer.from(
      encoded.replace(/%([0-9a-f]{2})/gi, (_byte, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    ).toString();
  }
  for (const [, text = ''] of code.matchAll(
    /['"]([^'"\s]{6,254})['"]\s*\.split\(\s*['"]{2}\s*\)\s*\.reverse\(\)/g,
  )) {
    yield backwards(text);
  }
  for (const [, text = ''] of code.matchAll(/UnCryptMailto\(\s*(?:%27|['"])([^'"()]{10,400}?)(?:%27|['"])/g))
    yield uncryptTypo3(text);
}

/** TYPO3 shifts each character by a number that stands elsewhere: the one that gives `mailto:` is right. */
function uncryptTypo3(text: string): string {
  const alphabets: readonly (readonly [first: number, last: number])[] = [
    [0x2b, 0x3a],
    [0x40, 0x5a],
    [0x61, 0x7a],
  ];
  const shift = (character: string, offset: number): string => {
    const code = character.charCodeAt(0);
    const range = alphabets.find(([first, last]) => code >= first && code <= last);
    if (range === undefined) return character;
    const [first, last] = range;
    const size = last - first + 1;
    return String.fromCharCode(first + ((((code - first + offset) % size) + size) % size));
  };
  for (let offset = -26; offset <= 26; offset++) {
    const shifted = Array.from(text, (character) => shift(character, offset)).join('');
    if (shifted.startsWith('mailto:')) return shifted;
  }
  return '';
}
