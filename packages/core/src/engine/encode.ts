import type { Operation, RequestParts } from '../provider.ts';

/** How an input travels: by the definition's own encoding, or else as a JSON body. */
export function encode(operation: Operation, input: unknown): RequestParts {
  // The definition's encode takes what its own `input` schema produced, which this is.
  return operation.encode === undefined ? { body: input } : operation.encode(input as never);
}
