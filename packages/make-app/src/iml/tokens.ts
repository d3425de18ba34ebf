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

/** The way in which an expression is written: in a custom app, or in the scenario of a user. */
export interface Dialect {
  /** The sign between the arguments of a function. */
  readonly separator: ',' | ';';
  readonly token: RegExp;
}

const tokenPattern = (separator: Dialect['separator'], text: string, name: string): RegExp =>
  new RegExp(
    `\\s*(?:(?<text>${text})|(?<name>${name})|(?<number>\\d+(?:\\.\\d+)?)|\`(?<quoted>[^\`]*)\`` +
      `|(?<sign>===|!==|==|!=|<=|>=|&&|\\|\\||[-+*/<>!().[\\]${separator}]))`,
    'uy',
  );

export const appDialect: Dialect = { separator: ',', token: tokenPattern(',', "'[^']*'", '[A-Za-z_]\\w*') };

/** Scenarios separate arguments by semicolons, and the output of a module has the number of the module as its name. */
export const scenarioDialect: Dialect = {
  separator: ';',
  token: tokenPattern(';', '"[^"]*"', '[A-Za-z_]\\w*|\\d+(?=\\.[A-Za-z_`])'),
};

/** Splits an expression into tokens. Throws ImlError for a character that no token begins with. */
export function tokenize(expression: string, { token }: Dialect = appDialect): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(token);
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
