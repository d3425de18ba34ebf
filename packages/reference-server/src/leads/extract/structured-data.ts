import { cloudflareTexts } from './cloudflare.ts';
import { readableAddresses } from './encoded-values.ts';
import { unescapeText } from './escapes.ts';
import type { ScanOptions } from './scan-addresses.ts';

const MAX_DEPTH = 40;

/**
 * Finds the addresses in the texts of JSON-LD: `email`, the answers of a FAQ, descriptions. What is not valid JSON is
 * scanned as a whole.
 */
export function structuredAddresses(json: string, options: ScanOptions): string[] {
  const texts = [...textsIn(parse(json), 0)];
  return (texts.length > 0 ? texts : [json]).flatMap((text) => [
    ...readableAddresses(unescapeText(text), options),
    ...cloudflareTexts(text).flatMap((decoded) => readableAddresses(decoded, options)),
  ]);
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

function* textsIn(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  for (const inner of Object.values(value)) yield* textsIn(inner, depth + 1);
}
