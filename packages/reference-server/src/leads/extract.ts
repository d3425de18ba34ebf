import { attributeAddresses } from './extract/attributes.ts';
import { backwards, revealObfuscated, withoutSpamHints } from './extract/obfuscation.ts';
import { registeredDomain, siteDomain } from './extract/mail-domain.ts';
import { readPage } from './extract/page-reader.ts';
import { isPlausible } from './extract/plausible.ts';
import { scanAddresses, seam } from './extract/scan-addresses.ts';
import { scriptAddresses } from './extract/scripts.ts';
import { structuredAddresses } from './extract/structured-data.ts';
import { readPageStyles } from './extract/stylesheet.ts';

export interface ExtractOptions {
  readonly html: string;
  /** URL or host name of the page: its addresses come first, and only they are believed in scripts. */
  readonly site?: string;
  /** Also accepts `.test` and the other reserved names. */
  readonly allowTestTlds?: boolean;
}

export interface Extraction {
  /** Lower case, without repetition, the site's own domain first, else in reading order. */
  readonly emails: readonly string[];
  /** Addresses that stand only where no visitor sees them: in hidden elements and comments. */
  readonly suspectedTraps: readonly string[];
}

/** Finds the addresses a page shows to people, in every common disguise, in time linear in its length. */
export function extractEmails({ html, site = '', allowTestTlds = false }: ExtractOptions): Extraction {
  const own = siteDomain(site);
  const options = { allowTestTlds };
  const seen = new Set<string>();
  const bait = new Set<string>();
  const isOwn = (email: string): boolean => own !== '' && registeredDomain(domainOf(email)) === own;
  const add = (found: Iterable<string>, hidden: boolean): void => {
    for (const raw of found) {
      const email = withoutSpamHints(raw);
      if (isPlausible(email)) (hidden ? bait : seen).add(email);
    }
  };
  const styles = readPageStyles(html);
  readPage(html, styles, {
    text: (text, hidden) => add(textAddresses(text, isOwn, options), hidden),
    element: (_name, attributes, hidden) => add(attributeAddresses(attributes, options), hidden),
    script(code, type) {
      if (/ld\+json/i.test(type)) add(structuredAddresses(code, options), false);
      else add(scriptAddresses(code, options).filter(isOwn), false);
    },
  });
  for (const content of styles.contents) add([...scanAddresses(content, options)].filter(isOwn), false);
  const emails = [...seen];
  return {
    emails: [...emails.filter(isOwn), ...emails.filter((email) => !isOwn(email))],
    suspectedTraps: [...bait].filter((email) => !seen.has(email)),
  };
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

function textAddresses(
  text: string,
  isOwn: (email: string) => boolean,
  options: { allowTestTlds: boolean },
): string[] {
  const plain = [...scanAddresses(revealObfuscated(text), options)];
  if (plain.length > 0 || !text.includes('@')) return plain;
  return [...scanAddresses(backwards(text.replaceAll(seam, '')), options)].filter(isOwn);
}
