import { cloudflareTexts } from './cloudflare.ts';
import { readableAddresses } from './encoded-values.ts';
import { unescapeText } from './escapes.ts';
import type { ScanOptions } from './scan-addresses.ts';
import { knownResults, pluginResults } from './script-ciphers.ts';

const MAX_SCRIPT_CHARACTERS = 500_000;

/** Finds addresses that a script writes into the page, without running the script. */
export function scriptAddresses(code: string, options: ScanOptions): string[] {
  const script = code.slice(0, MAX_SCRIPT_CHARACTERS);
  const plain = unescapeText(script);
  const texts = [
    joinStrings(plain),
    ...knownResults(script),
    ...pluginResults(plain),
    ...cloudflareTexts(script),
  ];
  return texts.flatMap((text) => readableAddresses(text, options));
}

/** The variable of the script that Joomla 3 puts in place of each address. */
const joomlaCloak = /\baddy_?[\w]{0,40}\s?=/;

/** Finds only the addresses that the protection of a content management system prints, of whatever domain. */
export function protectedAddresses(code: string, options: ScanOptions): string[] {
  const script = code.slice(0, MAX_SCRIPT_CHARACTERS);
  if (joomlaCloak.test(script)) return readableAddresses(joinStrings(unescapeText(script)), options);
  const texts = [...pluginResults(script), ...cloudflareTexts(script)];
  return texts.flatMap((text) => readableAddresses(text, options));
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
