import { NetworkError } from '../errors/network-error.ts';
import type { Redact } from './redact.ts';

/**
 * Converts an error of a transport to a NetworkError that keeps its code and message but no part of the request. A
 * NetworkError of the transport says whether the request was sent; for any other error its codes decide (C189). `answer`
 * describes the answer that broke off, if its headers had arrived.
 */
export function toNetworkError(
  error: unknown,
  redact: Redact,
  answer: { readonly status?: number; readonly requestId?: string } = {},
): NetworkError {
  const errors = withCauses(error, MAX_CAUSES);
  const code = errors.map(codeOf).find((each) => each !== undefined);
  const stated = errors.find((each) => NetworkError.isInstance(each));
  const unsendable = errors.some((each) => unsendableCodes.has(codeOf(each) ?? ''));
  const sent = answer.status !== undefined || (stated?.sent ?? !(unsendable || isUnsent(errors)));
  const detail = redact(messageOf(error));
  return new NetworkError(`${describe(sent, unsendable)}: ${detail}`, {
    ...answer,
    sent,
    retryable: sent || !unsendable,
    cause: new Error(detail),
    code,
  });
}

/** Returns the message of an error. Node's error for several failed addresses has an empty one, but lists the others. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return toText(error);
  const { message, errors } = error as Error & { readonly errors?: unknown };
  if (message !== '' || !Array.isArray(errors)) return message;
  return (errors as unknown[]).map(messageOf).join('; ');
}

/** Returns any value as text. An object without a prototype has no text, and the `toString` of others may throw. */
function toText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'an error without a message';
  }
}

function describe(sent: boolean, unsendable: boolean): string {
  if (sent) return 'The provider gave no complete answer';
  return unsendable ? 'The request cannot be sent' : 'The provider could not be reached';
}

/** The codes for a URL, a header or a body that cannot be sent at all, so that another try fails as well. */
const unsendableCodes = new Set([
  'UND_ERR_INVALID_ARG',
  'ERR_INVALID_URL',
  'ERR_INVALID_PROTOCOL',
  'ERR_INVALID_CHAR',
  'ERR_INVALID_HTTP_TOKEN',
  'ERR_HTTP_INVALID_HEADER_VALUE',
  'ERR_UNESCAPED_CHARACTERS',
]);

/** The codes of failures that happen before a connection is ready. */
const unsentCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENODATA',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_PRX_TLS',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'HOSTNAME_MISMATCH',
]);

/** OpenSSL's codes for a certificate that is refused (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const certificatePattern =
  /^(UNABLE_TO_|CERT_|CRL_|ERROR_IN_C|DEPTH_ZERO_SELF|SELF_SIGNED_CERT|ERR_TLS_CERT_|ERR_PROXY_TUNNEL)/;
/** OpenSSL's codes for a handshake that fails. Other codes that start with `ERR_SSL_` can appear later. */
const handshakePattern =
  /^ERR_SSL_.*(WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|HANDSHAKE_FAILURE|ALERT_PROTOCOL_VERSION|UNRECOGNIZED_NAME|NO_APPLICATION_PROTOCOL|CERTIFICATE_REQUIRED)$/;
/** Messages of Node's sockets. Some hosts keep only the message of the error that they wrap. */
const messagePattern =
  /\b(connect E[A-Z]+ \S+:\d+|getaddrinfo E[A-Z_]+|before secure TLS connection was established|SSL routines:[^:]*:(wrong version number|.*handshake failure))/;

const MAX_CAUSES = 5;

/** Returns whether the innermost errors say that no connection was ready, because hosts wrap the socket's error. */
function isUnsent(errors: readonly object[]): boolean {
  const innermost = errors.filter((each) => innerErrors(each).length === 0 && codeOf(each) !== undefined);
  return errors.some(failedToConnect) && innermost.every(failedToConnect);
}

function failedToConnect(error: object): boolean {
  const { syscall, message } = error as { readonly syscall?: unknown; readonly message?: unknown };
  const code = codeOf(error) ?? '';
  return (
    unsentCodes.has(code) ||
    certificatePattern.test(code) ||
    handshakePattern.test(code) ||
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    (typeof message === 'string' && messagePattern.test(message))
  );
}

/** Lists an error and its causes, from the outermost inwards. */
function withCauses(error: unknown, depth: number): readonly object[] {
  if (typeof error !== 'object' || error === null || depth === 0) return [];
  return [error, ...innerErrors(error).flatMap((each) => withCauses(each, depth - 1))];
}

function innerErrors(error: object): readonly object[] {
  const { cause, errors } = error as { readonly cause?: unknown; readonly errors?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return inner.filter((each) => typeof each === 'object' && each !== null);
}

function codeOf(error: object): string | undefined {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_/]+$/.test(code) ? code : undefined;
}
