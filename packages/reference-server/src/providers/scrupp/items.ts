import { siteDomain } from '../../leads/extract/mail-domain.ts';
import { decodePercentOrKeep } from '../../leads/extract/percent-encoding.ts';
import type { PersonAtWebsite } from '../../leads/find-email.ts';

/** The forms in which an item may name companies. */
export type CompanyItem =
  | { readonly kind: 'website'; readonly website: string }
  /** A name alone, such as `ibm`, or the one at the end of a LinkedIn address. */
  | { readonly kind: 'name'; readonly name: string; readonly linkedin: string | null }
  /** `Harbor Dental, Austin, Texas`: one business at a place. */
  | { readonly kind: 'name-at'; readonly name: string; readonly location: string }
  /** `dentists in Austin, Texas`: all businesses of a kind at a place. */
  | { readonly kind: 'search'; readonly query: string; readonly location: string };

const linkedinPage = (kind: string): RegExp =>
  new RegExp(`^(?:https?://)?(?:[a-z]{2,3}\\.)?linkedin\\.com/${kind}/([^/?#\\s]+)`, 'i');
const companyPage = linkedinPage('company');
const personPage = linkedinPage('in');
const websiteShape = /^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/iu;

/** Parses an item of a company lookup. A text that has no other form is a name. */
export function parseCompanyItem(text: string): CompanyItem {
  const page = companyPage.exec(text)?.[1];
  if (page !== undefined) return { kind: 'name', name: slugWords(page), linkedin: text };
  if (isWebsite(text)) return { kind: 'website', website: text };
  const search = /^(.+?)\s+in\s+(.+)$/i.exec(text);
  if (search !== null) return { kind: 'search', query: search[1] ?? '', location: search[2] ?? '' };
  const [name = '', ...rest] = text.split(',').map((part) => part.trim());
  const location = rest.filter((part) => part !== '').join(', ');
  return location === '' ? { kind: 'name', name, linkedin: null } : { kind: 'name-at', name, location };
}

/**
 * Parses an item such as `Maria Lopez, harbordental.com`, where `at` or `@` may stand in place of the comma, and a
 * LinkedIn address in place of the name. Returns undefined for an item of another form.
 */
export function parsePersonItem(text: string): PersonAtWebsite | undefined {
  const [, person = '', website = ''] = /^(.+?)(?:\s*,\s*|\s+at\s+|\s+@\s*)(\S+)$/i.exec(text) ?? [];
  if (!isWebsite(website)) return undefined;
  const page = personPage.exec(person)?.[1];
  // LinkedIn ends the address of a person with a code of hexadecimal digits when the name is taken.
  const name = page === undefined ? person : slugWords(page).replace(/ [0-9a-f]*\d[0-9a-f]*$/i, '');
  const [firstName = '', ...others] = name.split(/\s+/).filter((word) => word !== '');
  const lastName = others.at(-1) ?? '';
  return lastName === '' ? undefined : { firstName, lastName, website };
}

const isWebsite = (text: string): boolean =>
  websiteShape.test(text) &&
  !/^(?:https?:\/\/)?(?:[a-z]+\.)?linkedin\.com\b/i.test(text) &&
  siteDomain(text) !== '';

const slugWords = (slug: string): string => decodePercentOrKeep(slug).replaceAll('-', ' ');
