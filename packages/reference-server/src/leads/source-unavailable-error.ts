/** A source gave no usable answer for now; the same search may succeed later. */
export class SourceUnavailableError extends Error {
  override readonly name = 'SourceUnavailableError';

  constructor(service: string, why: string, options?: ErrorOptions) {
    super(`${service} cannot be used at the moment: ${why}.`, options);
  }
}
