import { parseHtml } from '../parse-html.ts';
import type { Person } from './person.ts';

/** Two to five capitalised words in a row. The lengths are bounded to keep the time linear. */
const namelike =
  /(?<![\p{L}\p{N}])\p{Lu}[\p{L}'\u2019-]{0,30}\.?(?:\s{1,3}\p{Lu}[\p{L}'\u2019-]{0,30}\.?){1,4}(?!\p{L})/gu;
const MAX_NAMES = 400;
const MAX_TEXT_CHARACTERS = 20_000;

/** Returns possible names of people in all texts of a page. It returns too many rather than too few. */
export function namesIn(html: string): Person[] {
  const names = new Map<string, Person>();
  parseHtml(html, {
    ontext(text) {
      if (names.size >= MAX_NAMES) return;
      for (const [run] of text.slice(0, MAX_TEXT_CHARACTERS).matchAll(namelike)) addPairs(run, names);
    },
  });
  return [...names.values()].slice(0, MAX_NAMES);
}

/** Returns where a text may name people. */
export const nameRuns = (text: string): { readonly start: number; readonly end: number }[] =>
  Array.from(text.slice(0, MAX_TEXT_CHARACTERS).matchAll(namelike), ({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
  }));

/** Adds each pair of words, so that "Dr. Anna Maria Berg" gives Anna Berg among others. */
function addPairs(run: string, names: Map<string, Person>): void {
  const words = run.split(/\s+/).filter((word) => !word.endsWith('.'));
  for (const [index, firstName] of words.entries()) {
    for (const lastName of words.slice(index + 1)) {
      names.set(`${firstName} ${lastName}`, { firstName, lastName });
    }
  }
}
