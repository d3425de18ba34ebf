/** An error of a module, with the type by which Make decides what happens next. */
export class MakeError extends Error {
  override readonly name = 'MakeError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** Make runs a module again by itself after an error of these types, if the scenario stores incomplete executions. */
const repeatedTypes = new Set(['RateLimitError', 'ConnectionError', 'ModuleTimeoutError']);

export const isRepeatedByMake = ({ type }: MakeError): boolean => repeatedTypes.has(type);
