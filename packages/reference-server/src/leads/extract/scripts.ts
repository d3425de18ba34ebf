import { revealObfuscated } from './obfuscation.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';
import { knownResults } from './script-calls.ts';
import { joinStrings, unescapeScript } from './script-strings.ts';

const longestScript = 500_000;

/** Addresses that a script would write into the page, as far as they can be read without running it. */
export function scriptAddresses(code: string, options: ScanOptions): string[] {
  const script = code.slice(0, longestScript);
  const readings = [joinStrings(unescapeScript(script)), ...knownResults(script)];
  return readings.flatMap((text) => [...scanAddresses(revealObfuscated(text), options)]);
}
