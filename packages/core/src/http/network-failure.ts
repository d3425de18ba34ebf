import { NetworkError } from '../errors/network-error.ts';
import { redact } from './redact.ts';

/** The codes of failures that happen before the request leaves this machine (C189). */
const unsentCodes = new Set([
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

const MAX_CAUSES = 5;

/** Converts an error of a transport to a NetworkError that keeps its code and message but no part of the request. */
export function toNetworkError(error: unknown, secrets: readonly string[]): NetworkError {
  if (NetworkError.isInstance(error)) return error;
  const codes = errorCodes(error, MAX_CAUSES);
  const code = codes[0];
  const sent = codes.length === 0 || codes.some((each) => !unsentCodes.has(each));
  const detail = redact(error instanceof Error ? error.message : String(error), secrets);
  return new NetworkError(`The provider could not be reached: ${detail}`, {
    sent,
    cause: new Error(detail),
    code,
  });
}

/** Returns the codes of an error and its causes, because hosts wrap the error of the socket in several others. */
function errorCodes(error: unknown, depth: number): readonly string[] {
  if (typeof error !== 'object' || error === null || depth === 0) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  const outer = typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? [code] : [];
  return [...outer, ...inner.flatMap((each) => errorCodes(each, depth - 1))];
}
