import { scanAddresses, type ScanOptions } from './scan-addresses.ts';

const MAX_DEPTH = 40;

/** Finds the addresses in `email` keys of JSON-LD. Text that is not valid JSON is scanned as a whole. */
export function structuredAddresses(json: string, options: ScanOptions): string[] {
  const values = emailsIn(parse(json), 0);
  const texts = values ?? [
    json
      .replace(/\\\//g, '/')
      .replace(/\\u([0-9a-f]{4})/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  ];
  return texts.flatMap((text) => [...scanAddresses(text.replace(/^\s*mailto:/i, ''), options)]);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(
      json.replace(
        /^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\/\/\]\]>)\s*$/g,
        '',
      ),
    );
  } catch {
    return undefined;
  }
}

/** Returns null when the JSON could not be parsed. */
function emailsIn(value: unknown, depth: number): string[] | null {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const isEmail = /^(?:schema:|https?:\/\/schema\.org\/)?e-?mail$/i.test(key);
    if (isEmail && typeof inner === 'string') return [inner];
    if (isEmail && Array.isArray(inner)) return inner.filter((item) => typeof item === 'string');
    return emailsIn(inner, depth + 1) ?? [];
  });
}
