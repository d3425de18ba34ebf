import { appDialect, type Dialect, ImlError, type Token, tokenize } from './tokens.ts';

/** A parsed expression. */
export type Expression =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'path'; readonly root: string; readonly keys: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);

/** The operators from the one that binds least to the one that binds most. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['===', '!==', '==', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/'],
];

/** Parses an expression. Throws ImlError when it is not well formed. */
export function parseExpression(text: string, dialect: Dialect = appDialect): Expression {
  const parser = new Parser(text, dialect);
  const expression = parser.binary(0);
  parser.end();
  return expression;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #separator: string;
  #position = 0;

  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#tokens = tokenize(text, dialect);
    this.#separator = dialect.separator;
  }

  binary(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.binary(level + 1);
    for (let operator = this.#take(operators); operator !== undefined; operator = this.#take(operators))
      left = { kind: 'binary', operator, left, right: this.binary(level + 1) };
    return left;
  }

  end(): void {
    if (this.#position < this.#tokens.length) throw this.#failure();
  }

  #unary(): Expression {
    if (this.#take(['!']) !== undefined) return { kind: 'not', operand: this.#unary() };
    const token = this.#next();
    if (token.kind === 'text') return { kind: 'value', value: token.text };
    if (token.kind === 'number') return { kind: 'value', value: token.value };
    if (token.kind === 'name') return this.#named(token.name);
    if (token.sign !== '(') throw this.#failure();
    const inner = this.binary(0);
    this.#expect(')');
    return inner;
  }

  #named(root: string): Expression {
    if (constants.has(root)) return { kind: 'value', value: constants.get(root) };
    if (this.#take(['(']) !== undefined) return { kind: 'call', name: root, args: this.#args() };
    const keys: string[] = [];
    while (this.#take(['.']) !== undefined) {
      const token = this.#next();
      if (token.kind !== 'name') throw this.#failure();
      keys.push(token.name);
    }
    return { kind: 'path', root, keys };
  }

  #args(): readonly Expression[] {
    if (this.#take([')']) !== undefined) return [];
    const args = [this.binary(0)];
    while (this.#take([this.#separator]) !== undefined) args.push(this.binary(0));
    this.#expect(')');
    return args;
  }

  #next(): Token {
    const token = this.#tokens[this.#position];
    if (token === undefined) throw this.#failure();
    this.#position += 1;
    return token;
  }

  #take(signs: readonly string[]): string | undefined {
    const token = this.#tokens[this.#position];
    if (token?.kind !== 'sign' || !signs.includes(token.sign)) return undefined;
    this.#position += 1;
    return token.sign;
  }

  #expect(sign: string): void {
    if (this.#take([sign]) === undefined) throw this.#failure();
  }

  #failure(): ImlError {
    return new ImlError(`{{${this.#text}}} is not well formed at its token ${this.#position + 1}.`);
  }
}
