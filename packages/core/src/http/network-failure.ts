import { NetworkError } from '../errors/network-error.ts';
import { redact } from './redact.ts';

/** Failures before a byte of the request left this machine (C189). */
const UNSENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENODATA',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
]);

const DEPTH = 5;

/** What a transport threw, as a NetworkError that keeps the code and none of the request. */
export function networkFailure(error: unknown, secrets: readonly string[]): NetworkError {
  if (NetworkError.isInstance(error)) return error;
  const codes = errorCodes(error, DEPTH);
  const code = codes[0];
  const sent = codes.length === 0 || codes.some((each) => !UNSENT.has(each));
  const detail = redact(error instanceof Error ? error.message : String(error), secrets);
  return new NetworkError(`The provider could not be reached: ${detail}`, {
    sent,
    cause: new Error(detail),
    code,
  });
}

/** The codes along the chain of causes; hosts wrap the socket's own error several times over. */
function errorCodes(error: unknown, depth: number): readonly string[] {
  if (typeof error !== 'object' || error === null || depth === 0) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  const own = typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? [code] : [];
  return [...own, ...inner.flatMap((each) => errorCodes(each, depth - 1))];
}
