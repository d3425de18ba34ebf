const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The host does not exist.',
  ENODATA: 'The host does not exist.',
  ESERVFAIL: 'The name server of the host failed.',
  ETIMEOUT: 'The name server of the host did not answer.',
  ECONNREFUSED: 'The host refused the connection.',
  // Without the address: it may be one of a private network.
  EBLOCKED: 'The host is not on the public internet.',
};

/** Why a page could not be fetched, in words for the customer. */
export function failureReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return reasons[code] ?? `The connection to the host failed (${code}).`;
}
