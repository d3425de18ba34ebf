import ts from 'typescript';

/** The title of a test or of a group of tests, as the source has it. */
export interface Title {
  /** Interpolations of a template show as `${}`, and the texts of a table as `| text` after the title. */
  readonly text: string;
  readonly line: number;
}

const TITLED = new Set(['describe', 'it', 'test']);
/** The field of a table that holds the citations of its row, for a title that begins with `$statements: `. */
const CITING_FIELD = 'statements';

/** Returns the titles in the source of a TypeScript file, in order; empty for a file without tests. */
export function readTitles(source: string): readonly Title[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const titles: Title[] = [];
  const visit = (node: ts.Node): void => {
    const [title] = ts.isCallExpression(node) && isTitled(node.expression) ? node.arguments : [];
    if (title !== undefined) {
      const line = file.getLineAndCharacterOfPosition(title.getStart()).line + 1;
      const text = [textOf(title), ...textsOfTable((node as ts.CallExpression).expression)].join(' | ');
      titles.push(...citationsOfRows(text, file).map((resolved) => ({ text: resolved, line })));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return titles;
}

/** Whether it is `test`, `test.only`, `test.each(table)` and so on; `test.each` alone has no title yet. */
function isTitled(callee: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(callee)) return !isTableMaker(callee) && isTitled(callee.expression);
  if (ts.isCallExpression(callee)) return isNamed(callee.expression);
  return ts.isIdentifier(callee) && TITLED.has(callee.text);
}

const isTableMaker = ({ name }: ts.PropertyAccessExpression): boolean =>
  ['each', 'for', 'runIf', 'skipIf'].includes(name.text);

/** Whether an expression begins with one of the three names. */
function isNamed(expression: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(expression)) return isNamed(expression.expression);
  return ts.isIdentifier(expression) && TITLED.has(expression.text);
}

/** The words of a title; an expression that is no text is returned as it is written. */
function textOf(title: ts.Expression): string {
  if (ts.isStringLiteralLike(title)) return title.text;
  if (!ts.isTemplateExpression(title)) return title.getText();
  return title.head.text + title.templateSpans.map(({ literal }) => '${}' + literal.text).join('');
}

/** The texts in the table of `test.each([…])`, any of which may become part of a title. */
function textsOfTable(callee: ts.Expression): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && !isCitingField(node.parent)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  if (ts.isCallExpression(callee)) callee.arguments.forEach(visit);
  return texts;
}

/** A title that begins with `$statements`, once for each text of that field in its file; others unchanged. */
function citationsOfRows(title: string, file: ts.SourceFile): readonly string[] {
  if (!title.startsWith(`$${CITING_FIELD}`)) return [title];
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isCitingField(node) && ts.isStringLiteralLike(node.initializer)) texts.push(node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return texts.map((text) => title.replace(`$${CITING_FIELD}`, text));
}

function isCitingField(node: ts.Node): node is ts.PropertyAssignment {
  return ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === CITING_FIELD;
}
