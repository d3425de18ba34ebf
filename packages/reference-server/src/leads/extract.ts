import { attributeAddresses } from './extract/attributes.ts';
import { CloakedSpans } from './extract/cloaked-spans.ts';
import { readableAddresses, rot13 } from './extract/encoded-values.ts';
import { backwards } from './extract/obfuscation.ts';
import { isOfDomain, ownDomainFirst, siteDomain } from './extract/mail-domain.ts';
import { parsePage } from './extract/page-parser.ts';
import { isPlausible } from './extract/plausible.ts';
import { scanAddresses, SEAM, type ScanOptions } from './extract/scan-addresses.ts';
import { protectedAddresses, scriptAddresses } from './extract/scripts.ts';
import { withoutQuietHint } from './extract/spam-hints.ts';
import { structuredAddresses } from './extract/structured-data.ts';
import { parsePageStyles } from './extract/stylesheet.ts';
import { parseEmail } from '../verification/parse-email.ts';

export interface ExtractOptions {
  readonly html: string;
  /** URL or host name of the page. In scripts, only addresses of its registered domain are accepted. */
  readonly site?: string;
  /** Also accepts addresses under `.test` and the other reserved top-level domains. */
  readonly allowTestTlds?: boolean;
}

export interface Extraction {
  /** Lower case and unique. Addresses of the site's domain come first, otherwise in the order of the page. */
  readonly emails: readonly string[];
  /** Addresses that occur only in hidden elements and comments. */
  readonly suspectedTraps: readonly string[];
}

/** Finds the addresses that a page shows, also obfuscated ones. The time is linear in the length of the page. */
export function extractEmails({ html, site = '', allowTestTlds = false }: ExtractOptions): Extraction {
  const own = siteDomain(site);
  const options = { allowTestTlds, own, ownTurned: own === '' ? [] : [backwards(own), rot13(own)] };
  const seen = new Set<string>();
  const hiddenOnly = new Set<string>();
  const isOwn = (email: string): boolean => isOfDomain(email, own);
  const checked = new Map<string, string | null>();
  const check = (raw: string): string | null => {
    const email = parseEmail(withoutQuietHint(raw, isOwn))?.email ?? null;
    return email !== null && isPlausible(email, own) ? email : null;
  };
  const add = (found: Iterable<string>, hidden: boolean): void => {
    for (const raw of found) {
      const email = checked.get(raw) ?? check(raw);
      checked.set(raw, email);
      if (email !== null) (hidden ? hiddenOnly : seen).add(email);
    }
  };
  const cloaked = new CloakedSpans((address) => add(scanAddresses(address, options), false));
  const styles = parsePageStyles(html);
  parsePage(html, styles, {
    text: (text, hidden) => add(textAddresses(text, isOwn, options), hidden),
    element(name, attributes, hidden) {
      cloaked.read(attributes);
      add(attributeAddresses(name, attributes, options), hidden);
    },
    script(code, type) {
      if (/ld\+json/i.test(type)) add(structuredAddresses(code, options), false);
      else
        add([...scriptAddresses(code, options).filter(isOwn), ...protectedAddresses(code, options)], false);
    },
  });
  cloaked.finish();
  for (const content of styles.contents) add([...scanAddresses(content, options)].filter(isOwn), false);
  return {
    emails: ownDomainFirst([...seen], own),
    suspectedTraps: [...hiddenOnly].filter((email) => !seen.has(email)),
  };
}

/** Text that gives no address as it stands may be one of the site, backwards or in ROT13, which a script turns over. */
function textAddresses(text: string, isOwn: (email: string) => boolean, options: ScanOptions): string[] {
  const plain = readableAddresses(text, options);
  if (plain.length > 0 || !/@|\[at\]|\(at\)/i.test(text)) return plain;
  const whole = text.replaceAll(SEAM, '');
  return [backwards(whole), rot13(whole)]
    .flatMap((turned) => readableAddresses(turned, options))
    .filter(isOwn);
}
