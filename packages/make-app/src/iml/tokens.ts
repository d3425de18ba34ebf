/** A token of an expression of IML, the language between `{{` and `}}`. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sign'; readonly sign: string };

/** An expression or a value that Make could not use. */
export class ImlError extends Error {
  override readonly name = 'ImlError';
}

const pattern =
  /\s*(?:(?<text>'[^']*')|(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z_]\w*)|`(?<quoted>[^`]*)`|(?<sign>===|!==|==|!=|<=|>=|&&|\|\||[-+*/<>!().,[\]]))/uy;

/** Splits an expression into tokens. Throws ImlError for a character that no token begins with. */
export function tokenize(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  const end = expression.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(expression)?.groups;
    if (groups === undefined)
      throw new ImlError(`Unexpected text in {{${expression}}}: ${expression.slice(at)}`);
    tokens.push(toToken(groups));
  }
  return tokens;
}

function toToken({
  text,
  number,
  name,
  quoted,
  sign = '',
}: Readonly<Record<string, string | undefined>>): Token {
  if (text !== undefined) return { kind: 'text', text: text.slice(1, -1) };
  if (number !== undefined) return { kind: 'number', value: Number(number) };
  const named = name ?? quoted;
  return named === undefined ? { kind: 'sign', sign } : { kind: 'name', name: named };
}
