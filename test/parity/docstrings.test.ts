import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const citations = /\(?\b[A-Z]\d{2,3}(?:, [A-Z]\d{2,3})*\b\)?/g;
/** At least three words in a row, which no list of numbers contains. */
const sentence = /[A-Za-z][\w`'’-]*,? [\w`'’-]+,? [\w`'’-]+/;

interface Docstring {
  readonly at: string;
  readonly text: string;
}

/** Returns the docstrings of a TypeScript file without their stars. Users read them in the `.d.ts` files of a package. */
function readDocstrings(path: string): readonly Docstring[] {
  const source = read(path);
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found = new Map<number, Docstring>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(source, node.pos) ?? []) {
      const comment = source.slice(pos, end);
      if (!comment.startsWith('/**')) continue;
      const line = file.getLineAndCharacterOfPosition(pos).line + 1;
      found.set(pos, { at: `${path}:${line}`, text: comment.replace(/^\/\*\*|\*\/$|^ *\* ?/gm, '').trim() });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found.values()];
}

describe.each(['core', 'cli'])('the docstrings of packages/%s', (name) => {
  const docstrings = globSync(`packages/${name}/src/**/*.ts`, { cwd: root }).flatMap(readDocstrings);
  const citing = docstrings.filter(({ text }) => text.match(citations) !== null);

  test('say in a sentence what the statements that they cite mean', () => {
    expect(citing.length).toBeGreaterThan(0);
    expect(citing.filter(({ text }) => !sentence.test(text.replace(citations, '')))).toEqual([]);
  });

  test('cite statements in parentheses, so that a sentence can be read without them', () => {
    const bare = citing.filter(({ text }) =>
      (text.match(citations) ?? []).some((each) => !/^\(.*\)$/.test(each)),
    );

    expect(bare).toEqual([]);
  });

  test('cite statements that the README leads to', () => {
    const { repository } = JSON.parse(read(`packages/${name}/package.json`)) as {
      repository: { url: string };
    };
    const page = repository.url.replace(/^git\+|\.git$/g, '');

    expect(read(`packages/${name}/README.md`)).toContain(`(${page}/tree/main/docs/statements)`);
    expect(globSync('docs/statements/*.md', { cwd: root })).not.toEqual([]);
  });
});
