import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTitles } from './read-titles.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = globSync('docs/statements/*.md', { cwd: root }).map(read);
const captured = (pattern: RegExp): readonly string[] =>
  documents.flatMap((text) => Array.from(text.matchAll(pattern), ([, number = '']) => number));

/** `C196` in `- **C196** A receiver answers …`, and in `- C196: the reason` under "Not tested here". */
const stated = captured(/^- \*\*([A-Z]\d{2,3})\*\* \S/gm);
const untested = captured(/^- ([A-Z]\d{2,3}): \S/gm);

/** The letters with which the numbers of the statements begin. Other texts of this form are no citations. */
const letters = [...new Set(stated.map((number) => number.charAt(0)))].join('');
const citation = `[${letters}]\\d{2,3}`;
const anyCitation = new RegExp(`(?<![#\\w])${citation}(?!\\w)`, 'g');
/** `C196: …` or `C012, C013: …`. */
const citingTitle = new RegExp(`^(${citation}(?:, ${citation})*): (?=\\S)`);

const numbersIn = (text: string): readonly string[] => text.match(anyCitation) ?? [];

/** Post codes have the form of a statement's number. */
const withPostCodes = ['**/leads/gazetteer/**', '**/leads/places/**', '**/docs/places.md'];

const files = globSync(['*.md', '{packages,test,docs,bench,examples}/**/*.{ts,mts,md}'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**', ...withPostCodes],
}).map((path) => ({ path, text: read(path) }));

const titles = files
  .filter(({ path, text }) => path.endsWith('ts') && numbersIn(text).length > 0)
  .flatMap(({ path, text }) => readTitles(text).map((title) => ({ ...title, at: `${path}:${title.line}` })));
const cited = new Set(titles.flatMap(({ text }) => numbersIn(citingTitle.exec(text)?.[1] ?? '')));

test('every statement has a number of its own', () => {
  expect(stated.length).toBeGreaterThan(0);
  expect(stated.filter((number, index) => stated.indexOf(number) !== index)).toEqual([]);
});

test('every number that code, tests or documents cite is a statement', () => {
  const unknown = files.flatMap(({ path, text }) =>
    numbersIn(text)
      .filter((number) => !stated.includes(number))
      .map((number) => `${path} cites ${number}`),
  );

  expect(unknown).toEqual([]);
});

test('titles cite at their beginning, in one form', () => {
  const others = titles.filter(({ text }) => numbersIn(text.replace(citingTitle, '')).length > 0);

  expect(others.map(({ at, text }) => `${at} ${text}`)).toEqual([]);
});

test('every statement is cited by the title of a test or listed as not tested', () => {
  expect(stated.filter((number) => !cited.has(number) && !untested.includes(number))).toEqual([]);
});

test('what is listed as not tested is a statement that no title cites', () => {
  expect(untested.filter((number) => cited.has(number) || !stated.includes(number))).toEqual([]);
});
