import { isRole } from '../../verification/role-names.ts';
import { extractEmails } from '../extract.ts';
import type { Person } from './person.ts';
import { createNameFinder, foldName, type NameFinder } from './name-in-text.ts';
import { pageLines, type PageLine } from './page-lines.ts';
import { structuredPeople } from './structured-people.ts';
import { titlesBefore } from './titles.ts';

export interface BesideOptions {
  /** The domain of the website. */
  readonly site: string;
  readonly allowTestTlds: boolean;
}

/** How many lines after the name an address may stand: position, department, telephone, mobile, fax. */
const MAX_DISTANCE = 6;
/** A page that repeats the name more often is not a page about people. */
const MAX_PLACES = 20;

/**
 * Returns the addresses that stand beside a person's name on a page: in the line of the name, in the lines after it up to
 * the next person, or in structured data. It returns nothing where the address may be somebody else's or the office's.
 */
export function addressesBeside(html: string, person: Person, options: BesideOptions): string[] {
  const finder = createNameFinder(person);
  if (finder === null) return [];
  const lines = pageLines(html);
  const emailsOf = rememberEmails(options);
  const places = lines.flatMap((line, index) => {
    const name = finder.find(line.text);
    return name === null ? [] : [{ index, line, name }];
  });
  const found = places.slice(0, MAX_PLACES).flatMap(({ index, line, name }) => {
    const place = { lines, index, finder, emailsOf };
    const isHeading = startsWithName(line.text, name.start);
    return emailInLine(place, name.end) ?? (isHeading ? emailAfter(place) : null) ?? [];
  });
  const structured = structuredPeople(html)
    .filter(({ name }) => finder.find(name) !== null)
    .map(({ email }) => email.toLowerCase());
  return [...new Set([...found, ...structured])].filter((email) => !isOfOffice(email));
}

/** Functions that one person has, so that the address beside a name is that person's. */
const ofOnePerson = new Set(
  `ceo cfo coo cto cmo chef chairman dean deputy directeur director direktor founder founders geschaeftsfuehrer gf head
  headteacher inhaber leiter leitung manager mayor owner partner pastor president presidente principal rector rektor secretary
  superintendent treasurer vorstand`.split(/\s+/),
);

function isOfOffice(email: string): boolean {
  const local = email.slice(0, email.lastIndexOf('@'));
  return isRole(local) && !ofOnePerson.has(local);
}

type EmailsOf = (line: PageLine) => readonly string[];

function rememberEmails({ site, allowTestTlds }: BesideOptions): EmailsOf {
  const known = new Map<PageLine, readonly string[]>();
  return (line) => {
    const emails = known.get(line) ?? extractEmails({ html: line.html, site, allowTestTlds }).emails;
    known.set(line, emails);
    return emails;
  };
}

const contactWords = new Set(
  'ansprechpartner ansprechpartnerin contact contacto contatto contattare kontakt votre your'.split(' '),
);

/**
 * Returns whether only titles and words for a contact come before the name. A line such as "Represented by Anna Berg" is
 * about the firm, and so is the address after it.
 */
const startsWithName = (text: string, nameStart: number): boolean =>
  foldName(text.slice(0, nameStart))
    .split(/[\s,:;\u2013\u2014-]+/)
    .map((word) => word.replace(/\P{L}/gu, ''))
    .every((word) => word === '' || titlesBefore.has(word) || contactWords.has(word));

/** A line with the name of the person. */
interface Place {
  readonly lines: readonly PageLine[];
  readonly index: number;
  readonly finder: NameFinder;
  readonly emailsOf: EmailsOf;
}

/** Returns the only address of the line, or the first between the name and the next person; null when there is none. */
function emailInLine({ lines, index, finder, emailsOf }: Place, nameEnd: number): string | null {
  const line = lines[index];
  const emails = line === undefined ? [] : emailsOf(line);
  const [only] = emails;
  if (line === undefined || only === undefined) return null;
  const others = finder.others(line.text);
  if (emails.length === 1 && others.length === 0) return only;
  const folded = foldName(line.text);
  const nextPerson = Math.min(
    ...others.filter(({ start }) => start >= nameEnd).map(({ start }) => start),
    Infinity,
  );
  const placed = emails
    .map((email) => ({ email, at: folded.indexOf(email, nameEnd) }))
    .filter(({ at }) => at !== -1 && at < nextPerson)
    .sort((a, b) => a.at - b.at);
  return placed[0]?.email ?? null;
}

/** Returns the only address of the first line with one after the name, unless another person comes before it. */
function emailAfter({ lines, index, finder, emailsOf }: Place): string | null {
  const line = lines[index];
  if (line === undefined || emailsOf(line).length > 0) return null;
  for (const next of lines.slice(index + 1, index + 1 + MAX_DISTANCE)) {
    if (next.region !== line.region) return null;
    const emails = emailsOf(next);
    const namesOthers = finder.others(next.text).length > 0;
    if (namesOthers && (emails.length > 0 || isPersonLine(next, finder))) return null;
    if (emails.length === 0) continue;
    return emails.length === 1 && belongTogether(line, next, { lines, finder }) ? (emails[0] ?? null) : null;
  }
  return null;
}

/**
 * Returns whether what stands in one line is about the name in another. An address after a list or a table of people may be
 * anybody's, and so may one in the next item or row.
 */
function belongTogether(
  named: PageLine,
  next: PageLine,
  { lines, finder }: Pick<Place, 'lines' | 'finder'>,
): boolean {
  if (named.item === 0 || named.item === next.item) return true;
  const isInList = named.list !== 0 && named.list === next.list;
  return isInList && !lines.some(({ list, text }) => list === named.list && finder.others(text).length > 0);
}

/** Returns whether most of the line is the name of somebody else. */
function isPersonLine({ text }: PageLine, finder: NameFinder): boolean {
  const named = finder.others(text).reduce((sum, { start, end }) => sum + end - start, 0);
  return named * 2 > text.length;
}
