import type { Scope } from '../iml/evaluate.ts';
import { isTruthy, toText } from '../iml/functions.ts';
import { render } from '../iml/template.ts';
import type { Answer } from './exchange.ts';
import { MakeError } from './make-error.ts';
import type { ErrorCase, ResponseSpec } from './specs.ts';

/** Throws the MakeError of an answer with an error status, or of one that the module calls invalid. */
export function judge(response: ResponseSpec, answer: Answer | undefined, scope: Scope): void {
  const status = answer?.statusCode ?? 200;
  if (status >= 400) throw toError(caseOf(response.error, status), scope, status);
  const { valid } = response;
  if (valid?.condition !== undefined && !isTruthy(render(valid.condition, scope)))
    throw toError(valid, scope, status);
}

function caseOf(error: ResponseSpec['error'], status: number): ErrorCase {
  const own = error?.[String(status)];
  return typeof own === 'object' ? own : (error ?? {});
}

const toError = ({ type, message }: ErrorCase, scope: Scope, status: number): MakeError =>
  new MakeError(
    type ?? defaultType(status),
    message === undefined ? `Status code ${status}` : toText(render(message, scope)),
  );

/** The type without an error directive. */
const defaultType = (status: number): string => {
  if (status === 429) return 'RateLimitError';
  return status >= 500 ? 'ConnectionError' : 'RuntimeError';
};
