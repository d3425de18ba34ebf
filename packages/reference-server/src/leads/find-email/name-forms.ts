import { isParticle } from './name-words.ts';
import { spellings } from './spellings.ts';

/** A form of a name in the local part of an address. */
export interface NameForm {
  readonly text: string;
  /** What stands for the name where an address has only its initial. */
  readonly initial: string;
}

/**
 * Returns the forms of a first name, the likeliest first: Jean-Charles is `jean-charles`, `jeancharles`, `jean`, and `jc` in
 * `jcmartin`.
 */
export function firstNameForms(words: readonly string[]): NameForm[] {
  const [first = ''] = words;
  const parts = words.flatMap((word) => word.split(/[-\u2010\u2011\u2013]/)).filter((part) => part !== '');
  if (parts.length < 2) return formsOf(spellings(first));
  const hyphened = joinEach(parts, '-');
  const joined = joinEach(parts, '');
  const leading = spellings(parts[0] ?? '');
  const isWrittenWithHyphen = words.length === 1;
  const initials = parts.map((part) => spellings(part)[0]?.charAt(0) ?? '').join('');
  return unique([
    ...formsOf(isWrittenWithHyphen ? [...hyphened, ...joined] : [...leading, ...joined]),
    ...joined.map((text) => ({ text, initial: initials })),
    ...formsOf(isWrittenWithHyphen ? leading : hyphened),
  ]);
}

/** Returns the forms of a last name, the likeliest first: van der Berg is `vanderberg`, `berg` and `van-der-berg`. */
export function lastNameForms(words: readonly string[]): NameForm[] {
  const parts = words.flatMap((word) => word.split(/[-\u2010\u2011\u2013]/)).filter((part) => part !== '');
  if (parts.length < 2) return formsOf(spellings(words[0] ?? ''));
  const hyphened = joinEach(parts, '-');
  const joined = joinEach(parts, '');
  const own = parts.filter((part) => !isParticle(part));
  if (own.length < parts.length && own.length > 0)
    return unique(formsOf([...joined, ...joinEach(own, ''), ...hyphened, ...joinEach(parts, '.')]));
  const ends = [...spellings(parts[0] ?? ''), ...spellings(parts.at(-1) ?? '')];
  const isWrittenWithHyphen = words.length === 1;
  return unique(
    formsOf(isWrittenWithHyphen ? [...hyphened, ...joined, ...ends] : [...joined, ...ends, ...hyphened]),
  );
}

const formsOf = (texts: readonly string[]): NameForm[] =>
  texts.map((text) => ({ text, initial: text.charAt(0) }));

/** Joins the parts in their first spelling and in their second one. */
function joinEach(parts: readonly string[], glue: string): string[] {
  const join = (form: 0 | 1): string =>
    parts
      .map((part) => {
        const spelled = spellings(part);
        return spelled[form] ?? spelled[0] ?? '';
      })
      .filter((part) => part !== '')
      .join(glue);
  return [...new Set([join(0), join(1)])];
}

const unique = (forms: readonly NameForm[]): NameForm[] =>
  forms.filter(
    ({ text, initial }, index) =>
      text !== '' && forms.findIndex((other) => other.text === text && other.initial === initial) === index,
  );
