/** A setting keeps the server from starting; the message names it and says what to write instead. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
