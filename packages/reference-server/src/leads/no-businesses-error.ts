/** The search was understood, and nothing matches it. */
export class NoBusinessesError extends Error {
  override readonly name = 'NoBusinessesError';

  constructor(message = 'No businesses found for this query in the target region.') {
    super(message);
  }
}
