/** No mail server can be reached from this machine, so none is tried. */
export class MailPortBlockedError extends Error {
  override readonly name = 'MailPortBlockedError';
  readonly code = 'EHOSTUNREACH';

  constructor() {
    super('Port 25 is blocked on this network. Run the server where it is open, or set SOCKS5_URL.');
  }
}
