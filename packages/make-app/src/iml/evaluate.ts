import { functions, isTruthy, toText } from './functions.ts';
import type { Expression } from './parse.ts';
import { ImlError } from './tokens.ts';

/** The variables of an expression, such as `body` and `parameters`. */
export type Scope = Readonly<Record<string, unknown>>;

/** Evaluates an expression. A path that leads nowhere is undefined, as in Make. Throws ImlError for an unknown function. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'path':
      return expression.keys.reduce(readKey, own(scope, expression.root));
    case 'not':
      return !isTruthy(evaluate(expression.operand, scope));
    case 'call':
      return call(expression.name)(...expression.args.map((argument) => evaluate(argument, scope)));
    case 'binary':
      return binary(expression.operator, expression, scope);
  }
}

const own = (object: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const readKey = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? own(value as Scope, key) : undefined;

function call(name: string): (...args: readonly unknown[]) => unknown {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (known === undefined) throw new ImlError(`There is no function ${name}.`);
  return known;
}

function binary(
  operator: string,
  { left, right }: { readonly left: Expression; readonly right: Expression },
  scope: Scope,
): unknown {
  const first = evaluate(left, scope);
  if (operator === '&&') return isTruthy(first) ? evaluate(right, scope) : first;
  if (operator === '||') return isTruthy(first) ? first : evaluate(right, scope);
  const second = evaluate(right, scope);
  switch (operator) {
    case '===':
      return first === second;
    case '!==':
      return first !== second;
    case '==':
      return toText(first) === toText(second);
    case '!=':
      return toText(first) !== toText(second);
    case '+':
      return typeof first === 'number' && typeof second === 'number'
        ? first + second
        : toText(first) + toText(second);
    default:
      return calculate(operator, Number(first), Number(second));
  }
}

function calculate(operator: string, first: number, second: number): number | boolean {
  switch (operator) {
    case '<':
      return first < second;
    case '>':
      return first > second;
    case '<=':
      return first <= second;
    case '>=':
      return first >= second;
    case '-':
      return first - second;
    case '*':
      return first * second;
    default:
      return first / second;
  }
}
