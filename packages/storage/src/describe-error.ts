/** How an error stands in the log. */
interface ErrorDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** The table and the constraint that a statement of the database violated. */
  readonly table?: string;
  readonly constraint?: string;
  /** The calls that led to the error, without the message. */
  readonly stack?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

const DEEPEST_CAUSE = 5;

/**
 * Names the fields of an error that may be logged. An error of the database has others, which hold the parameters of
 * the statement and the values of a row, such as keys and addresses (C183).
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error;
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : undefined;
  };
  const description: ErrorDescription = {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    message: withoutValues(error.message, text('code')),
    code: text('code'),
    table: text('table'),
    constraint: text('constraint'),
    stack: /^ {4}at .*/ms.exec(error.stack ?? '')?.[0],
  };
  if (depth === DEEPEST_CAUSE) return description;
  return {
    ...description,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError
      ? { errors: error.errors.map((each) => describeError(each, depth + 1)) }
      : {}),
  };
}

/** The codes of PostgreSQL for values that it cannot take. Their messages quote the value. */
const dataExceptions = /^22[0-9A-Z]{3}$/;

const withoutValues = (message: string, code = ''): string =>
  dataExceptions.test(code) ? message.replace(/".*"/s, '"..."') : message;
