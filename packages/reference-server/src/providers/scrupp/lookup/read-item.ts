import { siteDomain } from '../../../leads/extract/mail-domain.ts';

/** What somebody may write to say which company they mean. */
export type CompanyItem =
  | { readonly kind: 'website'; readonly website: string }
  /** `Harbor Dental`, or the name at the end of a LinkedIn address. */
  | { readonly kind: 'name'; readonly name: string; readonly linkedin: string | null }
  /** `Harbor Dental, Austin, Texas`: one business there. */
  | { readonly kind: 'name-at'; readonly name: string; readonly location: string }
  /** `dentists in Austin, Texas`: all of them. */
  | { readonly kind: 'search'; readonly query: string; readonly location: string };

/** Somebody at a company whose website is known. */
export interface PersonItem {
  readonly kind: 'person';
  readonly firstName: string;
  readonly lastName: string;
  readonly website: string;
}

const linkedinPage = (kind: string): RegExp =>
  new RegExp(`^(?:https?://)?(?:[a-z]{2,3}\\.)?linkedin\\.com/${kind}/([^/?#\\s]+)`, 'i');
const companyPage = linkedinPage('company');
const personPage = linkedinPage('in');
const websiteShape = /^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/iu;

/** Understands one item, whichever form it has. */
export function readCompanyItem(text: string): CompanyItem {
  const page = companyPage.exec(text)?.[1];
  if (page !== undefined) return { kind: 'name', name: wordsOf(page), linkedin: text };
  if (isWebsite(text)) return { kind: 'website', website: text };
  const search = /^(.+?)\s+in\s+(.+)$/i.exec(text);
  if (search !== null) return { kind: 'search', query: search[1] ?? '', location: search[2] ?? '' };
  const [name = '', ...rest] = text.split(',').map((part) => part.trim());
  const location = rest.filter((part) => part !== '').join(', ');
  return location === '' ? { kind: 'name', name, linkedin: null } : { kind: 'name-at', name, location };
}

/** `Maria Lopez, harbordental.com`, with `at`, `@` or a comma between; her LinkedIn address may stand for the name. */
export function readPersonItem(text: string): PersonItem | undefined {
  const [, who = '', website = ''] = /^(.+?)(?:\s*,\s*|\s+at\s+|\s+@\s*)(\S+)$/i.exec(text) ?? [];
  if (!isWebsite(website)) return undefined;
  const page = personPage.exec(who)?.[1];
  // LinkedIn tells namesakes apart by a code of hexadecimal digits at the end.
  const name = page === undefined ? who : wordsOf(page).replace(/ [0-9a-f]*\d[0-9a-f]*$/i, '');
  const [firstName = '', ...others] = name.split(/\s+/).filter((word) => word !== '');
  const lastName = others.at(-1) ?? '';
  return lastName === '' ? undefined : { kind: 'person', firstName, lastName, website };
}

const isWebsite = (text: string): boolean =>
  websiteShape.test(text) &&
  !/^(?:https?:\/\/)?(?:[a-z]+\.)?linkedin\.com\b/i.test(text) &&
  siteDomain(text) !== '';

function wordsOf(slug: string): string {
  try {
    return decodeURIComponent(slug).replaceAll('-', ' ');
  } catch {
    return slug.replaceAll('-', ' ');
  }
}
