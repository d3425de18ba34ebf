/** The receiver's address is not on the public internet. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';

  constructor() {
    super('The webhook address does not lead to the public internet.');
  }
}
