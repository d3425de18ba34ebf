import { isRole } from '../../verification/role-names.ts';
import { learnPatterns, patternNames, writeLocal, type SpelledName } from './patterns.ts';
import { spellings } from './spellings.ts';

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
}

export interface Website {
  /** Addresses on the website. */
  readonly printed: readonly string[];
  /** Names of people on the website. */
  readonly names?: readonly Person[];
}

/**
 * Returns addresses that the person may have at a domain, the likeliest first: addresses on the website with the
 * person's name, then addresses in the pattern of colleagues' addresses, then addresses in common patterns.
 */
export function candidateAddresses(
  { firstName, lastName }: Person,
  domain: string,
  { printed, names = [] }: Website,
): string[] {
  const own = printed.filter((email) => email.endsWith(`@${domain}`)).map((email) => localOf(email));
  const colleagues = names.flatMap(spellName);
  const learnt = learnPatterns(
    own.filter((local) => !isRole(local)),
    colleagues,
  );
  const order = [...new Set([...learnt, ...patternNames])];
  const firsts = orEmpty(spellings(firstName));
  const lasts = orEmpty(spellings(lastName));
  const locals = order.flatMap((pattern) =>
    firsts.flatMap((first) => lasts.flatMap((last) => writeLocal(pattern, first, last) ?? [])),
  );
  const inName = own.filter((local) => locals.includes(local) || hasBoth(local, firsts, lasts));
  return [...new Set([...inName, ...locals])].map((local) => `${local}@${domain}`);
}

const spellName = ({ firstName, lastName }: Person): SpelledName[] =>
  spellings(firstName).flatMap((first) => spellings(lastName).map((last) => ({ first, last })));

const localOf = (email: string): string => email.slice(0, email.lastIndexOf('@'));

const orEmpty = (names: readonly string[]): readonly string[] => (names.length > 0 ? names : ['']);

/** Matches `maria.k.lopez` for Maria Lopez. */
const hasBoth = (local: string, firsts: readonly string[], lasts: readonly string[]): boolean =>
  firsts.some((first) => first.length > 1 && local.includes(first)) &&
  lasts.some((last) => last.length > 1 && local.includes(last));
