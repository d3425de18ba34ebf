import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const citations = /\(?\b[CXMSFNA]\d{2,3}(?:,\s+[CXMSFNA]\d{2,3})*\b\)?/g;
/** Three words in a row, which no list of numbers contains. */
const sentence = /[A-Za-z][\w`'-]*,?\s+[\w`'-]+,?\s+[\w`'-]+/;

/** Returns the docstrings of a file without their stars. Users of a package read them in its `.d.ts` files. */
const readDocstrings = (path: string): readonly string[] =>
  Array.from(read(path).matchAll(/\/\*\*(.*?)\*\//gs), ([, text = '']) =>
    text.replace(/^ *\* ?/gm, '').trim(),
  );

describe.each(['core', 'cli'])('the docstrings of packages/%s', (name) => {
  const paths = globSync(`packages/${name}/src/**/*.ts`, { cwd: root });
  const citing = paths.flatMap(readDocstrings).filter((text) => text.search(citations) !== -1);

  test('say in a sentence what the statements that they cite mean', () => {
    expect(citing.length).toBeGreaterThan(0);
    expect(citing.filter((text) => !sentence.test(text.replace(citations, '')))).toEqual([]);
  });

  test('cite in parentheses, so that the sentence can be read without the numbers', () => {
    const isBare = (citation: string) => !/^\(.*\)$/s.test(citation);

    expect(citing.filter((text) => text.match(citations)?.some(isBare))).toEqual([]);
  });

  test('cite statements that the README of the package leads to', () => {
    const { repository } = JSON.parse(read(`packages/${name}/package.json`)) as {
      repository: { url: string };
    };
    const page = repository.url.replace(/^git\+|\.git$/g, '');

    expect(read(`packages/${name}/README.md`).includes(`(${page}/tree/main/docs/statements)`)).toBe(true);
    expect(globSync('docs/statements/*.md', { cwd: root })).not.toEqual([]);
  });
});
