import { isRole } from '../../verification/role-names.ts';
import { firstNameForms, lastNameForms, type NameForm } from './name-forms.ts';
import { nameWords } from './name-words.ts';
import type { Person } from './person.ts';
import { learnPatterns, patternNames, patternsOf, writeLocal, type SpelledName } from './patterns.ts';

export interface Website {
  /** Addresses on the website. */
  readonly printed: readonly string[];
  /** Addresses of the domain that stand beside the person's name. One that a colleague's name explains is left out. */
  readonly beside?: readonly string[];
  /** Names of people on the website. */
  readonly names?: readonly Person[];
}

/**
 * Returns addresses that the person may have at a domain, the likeliest first: addresses beside the person's name,
 * addresses on the website with the name in them, then addresses in the pattern of colleagues' addresses, and in common
 * patterns.
 */
export function candidateAddresses(
  person: Person,
  domain: string,
  { printed, beside = [], names = [] }: Website,
): string[] {
  const own = printed.filter((email) => email.endsWith(`@${domain}`)).map((email) => localOf(email));
  const colleagues = names.flatMap((name) => spelledNames(name));
  const learnt = learnPatterns(
    own.filter((local) => !isRole(local)),
    colleagues,
  );
  const { first, last } = nameWords(person);
  const firsts = orEmpty(firstNameForms(first));
  const lasts = orEmpty(lastNameForms(last));
  const locals = rankLocals(learnt, firsts, lasts);
  const inName = own.filter((local) => locals.includes(local) || hasBoth(local, firsts, lasts));
  const ofOthers = beside.length > 0 ? patternsOf(colleagues) : new Map();
  const ownBeside = beside.filter((email) => {
    const local = localOf(email);
    return locals.includes(local) || !ofOthers.has(local);
  });
  return [...new Set([...ownBeside, ...[...inName, ...locals].map((local) => `${local}@${domain}`)])];
}

/** Returns the ways to write the name of a person in addresses. */
export function spelledNames(person: Person): SpelledName[] {
  const { first, last } = nameWords(person);
  const lasts = lastNameForms(last);
  return firstNameForms(first).flatMap((form) => lasts.map((lastForm) => ({ first: form, last: lastForm })));
}

/** How many common patterns an unusual form of the name comes after. */
const STEP = 2;
/** A pattern without evidence comes after this many forms of the name in the pattern of colleagues. */
const WITHOUT_EVIDENCE = 2;

/** Orders the addresses by how common their pattern and the form of the name are. */
function rankLocals(
  learnt: readonly (typeof patternNames)[number][],
  firsts: readonly NameForm[],
  lasts: readonly NameForm[],
): string[] {
  const order = [...new Set([...learnt, ...patternNames])];
  const penalty = learnt.length > 0 ? WITHOUT_EVIDENCE * STEP : 0;
  const ranked = order.flatMap((pattern, place) =>
    firsts.flatMap((first, firstPlace) =>
      lasts.flatMap((last, lastPlace) => {
        const local = writeLocal(pattern, { first, last });
        const unlikeForms = firstPlace === lastPlace ? 0 : 0.5;
        const cost =
          place +
          STEP * (Math.max(firstPlace, lastPlace) + unlikeForms) +
          (place < learnt.length ? 0 : penalty);
        return local === null ? [] : [{ local, cost }];
      }),
    ),
  );
  return [...new Set(ranked.sort((a, b) => a.cost - b.cost).map(({ local }) => local))];
}

const localOf = (email: string): string => email.slice(0, email.lastIndexOf('@'));

const nameless: NameForm = { text: '', initial: '' };
const orEmpty = (forms: readonly NameForm[]): readonly NameForm[] => (forms.length > 0 ? forms : [nameless]);

/** Matches `maria.k.lopez` for Maria Lopez. */
const hasBoth = (local: string, firsts: readonly NameForm[], lasts: readonly NameForm[]): boolean =>
  firsts.some(({ text }) => text.length > 1 && local.includes(text)) &&
  lasts.some(({ text }) => text.length > 1 && local.includes(text));
