/** A message cannot be composed as things stand; counts as a failed attempt, and the message is what the log says. */
export class UnsendableError extends Error {
  override readonly name = 'UnsendableError';
}
