import { revealObfuscated } from './obfuscation.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';
import { knownResults } from './script-calls.ts';
import { joinStrings, unescapeScript } from './script-strings.ts';

const MAX_SCRIPT_CHARACTERS = 500_000;

/** Finds addresses that a script writes into the page, without running the script. */
export function scriptAddresses(code: string, options: ScanOptions): string[] {
  const script = code.slice(0, MAX_SCRIPT_CHARACTERS);
  const texts = [joinStrings(unescapeScript(script)), ...knownResults(script)];
  return texts.flatMap((text) => [...scanAddresses(revealObfuscated(text), options)]);
}
