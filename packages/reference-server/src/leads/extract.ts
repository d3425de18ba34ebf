import { attributeAddresses } from './extract/attributes.ts';
import { backwards, revealObfuscated, withoutSpamHints } from './extract/obfuscation.ts';
import { isOfDomain, ownDomainFirst, siteDomain } from './extract/mail-domain.ts';
import { parsePage } from './extract/page-parser.ts';
import { isPlausible } from './extract/plausible.ts';
import { scanAddresses, SEAM } from './extract/scan-addresses.ts';
import { scriptAddresses } from './extract/scripts.ts';
import { structuredAddresses } from './extract/structured-data.ts';
import { parsePageStyles } from './extract/stylesheet.ts';

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
  const options = { allowTestTlds };
  const seen = new Set<string>();
  const hiddenOnly = new Set<string>();
  const isOwn = (email: string): boolean => isOfDomain(email, own);
  const add = (found: Iterable<string>, hidden: boolean): void => {
    for (const raw of found) {
      const email = withoutSpamHints(raw);
      if (isPlausible(email)) (hidden ? hiddenOnly : seen).add(email);
    }
  };
  const styles = parsePageStyles(html);
  parsePage(html, styles, {
    text: (text, hidden) => add(textAddresses(text, isOwn, options), hidden),
    element: (_name, attributes, hidden) => add(attributeAddresses(attributes, options), hidden),
    script(code, type) {
      if (/ld\+json/i.test(type)) add(structuredAddresses(code, options), false);
      else add(scriptAddresses(code, options).filter(isOwn), false);
    },
  });
  for (const content of styles.contents) add([...scanAddresses(content, options)].filter(isOwn), false);
  return {
    emails: ownDomainFirst([...seen], own),
    suspectedTraps: [...hiddenOnly].filter((email) => !seen.has(email)),
  };
}

function textAddresses(
  text: string,
  isOwn: (email: string) => boolean,
  options: { allowTestTlds: boolean },
): string[] {
  const plain = [...scanAddresses(revealObfuscated(text), options)];
  if (plain.length > 0 || !text.includes('@')) return plain;
  return [...scanAddresses(backwards(text.replaceAll(SEAM, '')), options)].filter(isOwn);
}
