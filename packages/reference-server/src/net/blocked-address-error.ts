/** The target is, or resolves to, an address that no public server can have. */
export class BlockedAddressError extends Error {
  override readonly name = 'BlockedAddressError';
  readonly code = 'EBLOCKED';

  constructor(host: string, address: string) {
    const where = host === address ? host : `${host} (${address})`;
    super(`${where} is not a public address. Use a host that is reachable from the internet.`);
  }
}
