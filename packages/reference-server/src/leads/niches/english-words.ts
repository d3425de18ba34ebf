import { readFileSync } from 'node:fs';
import wordListPath from 'word-list';
import { lazy } from '../../pacing/cache.ts';

/** 2.8 MB of lower-case words, one per line. It stays a buffer, because a set of strings takes ten times the memory. */
const dictionary = lazy(() => readFileSync(wordListPath));

const LINE_END = '\n'.charCodeAt(0);

/** Some neighbours in the list are swapped, so the word is searched in this many bytes around its place. */
const NEIGHBOURHOOD = 100;

/** Returns true for a word of the English dictionary in any of its forms. Takes lower case. */
export function isEnglishWord(word: string): boolean {
  const words = dictionary();
  const wanted = Buffer.from(word);
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = words.lastIndexOf(LINE_END, middle) + 1;
    const end = words.indexOf(LINE_END, start);
    const isBehind = start < high && words.subarray(start, end === -1 ? undefined : end).compare(wanted) < 0;
    if (isBehind) low = middle + 1;
    else high = middle;
  }
  return words.subarray(Math.max(0, low - NEIGHBOURHOOD), low + NEIGHBOURHOOD).includes(`\n${word}\n`);
}
