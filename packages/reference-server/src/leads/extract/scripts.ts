import { backwards, revealObfuscated } from './obfuscation.ts';
import { unescapePercent } from './percent-encoding.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';

const MAX_SCRIPT_CHARACTERS = 500_000;

/** Finds addresses that a script writes into the page, without running the script. */
export function scriptAddresses(code: string, options: ScanOptions): string[] {
  const script = code.slice(0, MAX_SCRIPT_CHARACTERS);
  const texts = [joinStrings(unescapeScript(script)), ...knownResults(script)];
  return texts.flatMap((text) => [...scanAddresses(revealObfuscated(text), options)]);
}

const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' };
const fromHex = (_escape: string, hex: string): string => String.fromCharCode(parseInt(hex, 16));

/** Decodes JavaScript and HTML escapes, so that `\u003e` before an address does not become part of its local part. */
function unescapeScript(code: string): string {
  return code
    .replace(/\\u\{?([0-9a-f]{4})\}?/gi, fromHex)
    .replace(/\\x([0-9a-f]{2})/gi, fromHex)
    .replace(/\\([ntrbf])/g, (_escape, letter: string) => named[letter] ?? ' ')
    .replace(/\\(.)/g, '$1')
    .replace(/&#(\d{2,3});/g, (_entity, digits: string) => String.fromCharCode(Number(digits)))
    .replace(/&#x([0-9a-f]{2});/gi, fromHex)
    .replace(/&commat;/g, '@')
    .replace(/&period;/g, '.')
    .replace(/&lt;|&gt;|&quot;|&amp;/g, ' ');
}

/** Joins `'info' + '@' + "example.com"`, also when variables hold the parts or `+=` appends them. */
function joinStrings(code: string): string {
  return fillVariables(
    code
      .replace(/String\.fromCharCode\(\s*(?:64|0x40)\s*\)/g, "'@'")
      .replace(/String\.fromCharCode\(\s*(?:46|0x2e)\s*\)/gi, "'.'")
      .replace(/\[\s*(['"][^\][]{1,200}['"])\s*\]\s*\.join\(\s*(['"])(@|\.|)\2\s*\)/g, joinList),
  )
    .replace(
      /(['"`])\s{0,20};\s{0,20}([\w$]{1,40})\s{0,5}(?:=\s{0,5}\2\s{0,5}\+|\+=)\s{0,5}(['"`])/g,
      '$1+$3',
    )
    .replace(/['"`]\s{0,20}\+\s{0,20}['"`]/g, '');
}

function joinList(_call: string, items: string, _quote: string, separator: string): string {
  const words = items.split(',').map((item) => item.trim().replace(/^['"]|['"]$/g, ''));
  return `'${words.join(separator)}'`;
}

const literal = /(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,5}=\s{0,5}(['"])([^'"]{1,100})\2(?!\s{0,5}\+)/g;
const assignment = /(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,5}\+?=(?!=)/g;
const inserted = /\$\{\s{0,5}([\w$]{1,40})\s{0,5}\}/g;
const addedBehind = /(\+\s{0,5})([A-Za-z_$][\w$]{0,40})(?![\w$(.[])/g;
const addedInFront = /(?<![\w$.])([A-Za-z_$][\w$]{0,40})(?=\s{0,5}\+\s{0,5}['"`])/g;

/** Replaces variables that are set once by their text, as in `user + '@' + host`. */
function fillVariables(code: string): string {
  const values = new Map(Array.from(code.matchAll(literal), ([, name = '', , value = '']) => [name, value]));
  if (values.size === 0) return code;
  const assigned = new Set<string>();
  for (const [, name = ''] of code.matchAll(assignment)) {
    if (assigned.has(name)) values.delete(name);
    assigned.add(name);
  }
  const quoted = (name: string): string | undefined =>
    values.has(name) ? `'${values.get(name) ?? ''}'` : undefined;
  return code
    .replace(inserted, (whole, name: string) => values.get(name) ?? whole)
    .replace(addedBehind, (whole, plus: string, name: string) =>
      values.has(name) ? plus + (quoted(name) ?? '') : whole,
    )
    .replace(addedInFront, (whole, name: string) => quoted(name) ?? whole);
}

/** Yields the results of calls with literal arguments, such as `atob('…')`, without running the script. */
function* knownResults(code: string): Generator<string> {
  for (const [, encoded = ''] of code.matchAll(/atob\(\s*['"]([A-Za-z0-9+/=]{8,2000})['"]/g)) {
    yield Buffer.from(encoded, 'base64').toString();
  }
  for (const [, list = ''] of code.matchAll(/fromCharCode\(([\d\s,x]{5,4000})\)/g)) {
    yield String.fromCharCode(...list.split(',').map((number) => Number(number.trim()) & 0xffff));
  }
  for (const [, encoded = ''] of code.matchAll(percentCall)) yield unescapePercent(encoded);
  for (const [, text = ''] of code.matchAll(
    /['"]([^'"\s]{6,254})['"]\s*\.split\(\s*['"]{2}\s*\)\s*\.reverse\(\)/g,
  )) {
    yield backwards(text);
  }
  for (const [, text = ''] of code.matchAll(
    /UnCryptMailto\(\s*(?:%27|['"])([^'"()]{10,400}?)(?:%27|['"])/g,
  )) {
    yield uncryptTypo3(text);
  }
}

const percentCall = /(?:unescape|decodeURIComponent)\(\s*['"]((?:%[0-9a-f]{2}|[\w.@:+-]){6,4000})['"]/gi;

const typo3Alphabets: readonly (readonly [first: number, last: number])[] = [
  [0x2b, 0x3a],
  [0x40, 0x5a],
  [0x61, 0x7a],
];

const MAILTO = 'mailto:';

/** Decodes TYPO3's spam protection. It shifts each character by an unknown offset; the right offset gives `mailto:`. */
function uncryptTypo3(text: string): string {
  for (let offset = -26; offset <= 26; offset++) {
    if (shiftAll(text.slice(0, MAILTO.length), offset) === MAILTO) return shiftAll(text, offset);
  }
  return '';
}

const shiftAll = (text: string, offset: number): string =>
  Array.from(text, (character) => shift(character, offset)).join('');

function shift(character: string, offset: number): string {
  const code = character.charCodeAt(0);
  const alphabet = typo3Alphabets.find(([first, last]) => code >= first && code <= last);
  if (alphabet === undefined) return character;
  const [first, last] = alphabet;
  const size = last - first + 1;
  return String.fromCharCode(first + ((((code - first + offset) % size) + size) % size));
}
