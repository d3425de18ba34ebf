export type NetworkFailureKind =
  /** The name does not exist, or has no record of the requested type. */
  | 'name'
  /** The name servers gave no usable answer. */
  | 'resolver'
  /** The address is not public. */
  | 'blocked'
  /** Pages are not fetched from this port. */
  | 'port'
  | 'refused'
  | 'reset'
  | 'unreachable'
  | 'timeout'
  | 'certificate'
  | 'tls'
  /** The answer is not HTTP. */
  | 'protocol'
  | 'other';

export interface NetworkFailure {
  readonly kind: NetworkFailureKind;
  /** The error code of Node, undici or OpenSSL, such as `ECONNREFUSED`; null when the error has no code. */
  readonly code: string | null;
}

const MAX_DEPTH = 5;

/** The error codes of each kind. The first matching pattern applies. */
const codePatterns: readonly (readonly [RegExp, Exclude<NetworkFailureKind, 'other'>])[] = [
  [/^(?:ENOTFOUND|ENODATA|ENONAME|EBADNAME|EAI_NONAME|EAI_NODATA)$/, 'name'],
  [/^(?:ESERVFAIL|EREFUSED|ETIMEOUT|EFORMERR|ENOTIMP|EBADRESP|EAI_\w+)$/, 'resolver'],
  [/^EBLOCKED$/, 'blocked'],
  [/^EBLOCKEDPORT$/, 'port'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(?:ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)$/, 'reset'],
  [/^E(?:HOST|NET)(?:UNREACH|DOWN)$/, 'unreachable'],
  [/^(?:ETIMEDOUT|UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT)$/, 'timeout'],
  [/^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/, 'certificate'],
  [/^(?:EPROTO$|ERR_TLS_|ERR_SSL_)/, 'tls'],
  [/^(?:HPE_|UND_ERR_RES|UND_ERR_HEADERS_OVERFLOW)/, 'protocol'],
];

/** Classifies an error by its code, or by the codes of its causes and of the errors in an AggregateError. */
export function failureOf(error: unknown): NetworkFailure {
  const codes = codesOf(error, MAX_DEPTH);
  for (const code of codes) {
    const kind = codePatterns.find(([pattern]) => pattern.test(code))?.[1];
    if (kind !== undefined) return { kind, code };
  }
  return { kind: 'other', code: codes[0] ?? null };
}

function codesOf(error: unknown, depth: number): readonly string[] {
  if (typeof error !== 'object' || error === null || depth === 0) return [];
  const { name, code, cause, errors } = error as Record<'name' | 'code' | 'cause' | 'errors', unknown>;
  const inner: readonly unknown[] = [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  // undici's error for an answer that is not HTTP may have no code.
  const own = typeof code === 'string' ? code : name === 'HTTPParserError' ? 'HPE_INVALID' : undefined;
  return [...(own === undefined ? [] : [own]), ...inner.flatMap((each) => codesOf(each, depth - 1))];
}

const sentences: Readonly<Record<NetworkFailureKind, (subject: string) => string>> = {
  name: (subject) => `${subject} does not exist.`,
  resolver: (subject) => `${subject} could not be looked up, because its name servers gave no answer.`,
  blocked: (subject) => `${subject} is not on the public internet.`,
  port: (subject) => `${subject} has a port that is not allowed.`,
  refused: (subject) => `${subject} refused the connection.`,
  reset: (subject) => `${subject} closed the connection before it had answered.`,
  unreachable: (subject) => `${subject} could not be reached.`,
  timeout: (subject) => `${subject} did not answer in time.`,
  certificate: (subject) => `${subject} has no valid certificate.`,
  tls: (subject) => `${subject} does not support TLS at this address.`,
  protocol: (subject) => `${subject} answered with something that is not HTTP.`,
  other: (subject) => `${subject} could not be reached.`,
};

/** Describes a failure for people. `subject` begins the text, such as "The host". */
export const describeNetworkFailure = ({ kind }: NetworkFailure, subject: string): string =>
  sentences[kind](subject);
