/** A source will not do the search however often it is asked; the message is meant for the user. */
export class SourceRefusedError extends Error {
  override readonly name = 'SourceRefusedError';
}
