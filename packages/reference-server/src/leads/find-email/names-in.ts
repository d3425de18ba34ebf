import { parseHtml } from '../parse-html.ts';
import type { Person } from './candidates.ts';

/** Words with capitals in a row; bounded, so that a page of nothing else costs no more than any. */
const namelike =
  /(?<![\p{L}\p{N}])\p{Lu}[\p{L}'\u2019-]{0,30}\.?(?:\s{1,3}\p{Lu}[\p{L}'\u2019-]{0,30}\.?){1,4}(?!\p{L})/gu;
const mostNames = 400;
const longestText = 20_000;

/** What may be names of people on a page, visible or in its structured data: too many rather than too few. */
export function namesIn(html: string): Person[] {
  const names = new Map<string, Person>();
  parseHtml(html, {
    ontext(text) {
      if (names.size >= mostNames) return;
      for (const [run] of text.slice(0, longestText).matchAll(namelike)) addPairs(run, names);
    },
  });
  return [...names.values()].slice(0, mostNames);
}

/** "Dr. Anna Maria Berg" holds Anna Berg, whoever else. */
function addPairs(run: string, names: Map<string, Person>): void {
  const words = run.split(/\s+/).filter((word) => !word.endsWith('.'));
  for (const [index, firstName] of words.entries()) {
    for (const lastName of words.slice(index + 1)) {
      names.set(`${firstName} ${lastName}`, { firstName, lastName });
    }
  }
}
