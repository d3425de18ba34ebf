const meanings: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'Nothing answers at this address: the receiver refused the connection.'],
  [/ENOTFOUND|EAI_AGAIN/, 'The name in this address could not be found.'],
  [
    /ECONNRESET|EPIPE|other side closed|UND_ERR_SOCKET/,
    'The receiver closed the connection before it answered.',
  ],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|Connect Timeout/i, 'The receiver could not be reached.'],
  [/certificate|altnames|CERT_/i, "The receiver's certificate is not valid for this address."],
  [/EPROTO|SSL|TLS/, 'The receiver does not speak https at this address.'],
];

/** Replaces a network error code by a sentence; returns any other reason unchanged. */
export const inPlainWords = (reason: string): string =>
  meanings.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
