import { evaluate, type Scope } from './evaluate.ts';
import { toText } from './functions.ts';
import { type Expression, parseExpression } from './parse.ts';
import { appDialect, type Dialect, ImlError } from './tokens.ts';

/** The key whose value is merged into the object around it. */
export const SPREAD = '{{...}}';

/** The parts of a text: what stands outside of `{{` and `}}`, and the expressions inside. */
export function parseTemplate(text: string, dialect: Dialect = appDialect): readonly (string | Expression)[] {
  const parts: (string | Expression)[] = [];
  for (let rest = text; rest !== '';) {
    const start = rest.indexOf('{{');
    if (start === -1) return [...parts, rest];
    if (start > 0) parts.push(rest.slice(0, start));
    const end = rest.indexOf('}}', start);
    if (end === -1) throw new ImlError(`An expression has no end: ${rest}`);
    parts.push(parseExpression(rest.slice(start + 2, end), dialect));
    rest = rest.slice(end + 2);
  }
  return parts;
}

/**
 * Fills a template. A text that is one expression becomes its value of any type, every other text stays a text, and a key
 * whose value is undefined is left out.
 */
export function render(template: unknown, scope: Scope, dialect: Dialect = appDialect): unknown {
  if (typeof template === 'string') return renderText(template, scope, dialect);
  if (Array.isArray(template)) return template.map((each: unknown) => render(each, scope, dialect));
  if (typeof template !== 'object' || template === null) return template;
  const filled: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(template)) {
    const content = render(value, scope, dialect);
    if (key === SPREAD) Object.assign(filled, content);
    else if (content !== undefined) filled[toText(renderText(key, scope, dialect))] = content;
    else Reflect.deleteProperty(filled, key);
  }
  return filled;
}

function renderText(text: string, scope: Scope, dialect: Dialect): unknown {
  const parts = parseTemplate(text, dialect).map((part) =>
    typeof part === 'string' ? part : evaluate(part, scope),
  );
  return parts.length === 1 ? parts[0] : parts.map(toText).join('');
}
