const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' };
const fromHex = (_escape: string, hex: string): string => String.fromCharCode(parseInt(hex, 16));

/** Decodes JavaScript and HTML escapes, so that `\u003e` before an address does not become part of its local part. */
export function unescapeScript(code: string): string {
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
export function joinStrings(code: string): string {
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
