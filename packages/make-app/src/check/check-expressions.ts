import { functions } from '../iml/functions.ts';
import type { Expression } from '../iml/parse.ts';
import { parseTemplate, SPREAD } from '../iml/template.ts';
import { ImlError } from '../iml/tokens.ts';
import { readJson } from './parse-file.ts';
import type { Problem } from './problem.ts';

/** The variables that Make documents and that these apps use. */
const variables = new Set([
  'body',
  'connection',
  'headers',
  'item',
  'parameters',
  'payload',
  'statusCode',
  'temp',
  'webhook',
]);

/** Returns the expressions in a JSON file that cannot be read, and those with an unknown variable or function. */
export function checkExpressions(file: string, content: string): readonly Problem[] {
  return textsOf(readJson(content)).flatMap((text) => {
    try {
      return parseTemplate(text)
        .flatMap((part) => (typeof part === 'string' ? [] : unknownNames(part)))
        .map((name) => ({ file, message: `${text} uses ${name}, which is unknown.` }));
    } catch (error) {
      if (error instanceof ImlError) return [{ file, message: error.message }];
      throw error;
    }
  });
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [] : Object.keys(value).filter((key) => key !== SPREAD);
  return [...keys, ...Object.values(value as Readonly<Record<string, unknown>>).flatMap(textsOf)];
}

function unknownNames(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'value':
      return [];
    case 'path':
      return variables.has(expression.root) ? [] : [expression.root];
    case 'not':
      return unknownNames(expression.operand);
    case 'binary':
      return [...unknownNames(expression.left), ...unknownNames(expression.right)];
    case 'call':
      return [
        ...(Object.hasOwn(functions, expression.name) ? [] : [`${expression.name}()`]),
        ...expression.args.flatMap(unknownNames),
      ];
  }
}
