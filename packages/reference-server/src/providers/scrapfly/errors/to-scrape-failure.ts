import type { ErrorCode } from './catalogue.ts';
import { ScrapeFailure } from './scrape-failure.ts';

/** The first that fits, by Node's and undici's codes of a failed connection. */
const causes: readonly (readonly [pattern: RegExp, code: ErrorCode, message: string])[] = [
  [
    /^EBLOCKED$/,
    'ERR::SCRAPE::DOMAIN_NOT_ALLOWED',
    'The address is not a public one, and no other is scraped.',
  ],
  [
    /^(?:ENOTFOUND|ENODATA|ESERVFAIL|EREFUSED|EBADNAME|EAI_\w+|ENONAME|ETIMEOUT)$/,
    'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED',
    'The name of the host could not be resolved.',
  ],
  [
    /^(?:ETIMEDOUT|UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT)$/,
    'ERR::SCRAPE::UPSTREAM_TIMEOUT',
    'The website took too long to answer.',
  ],
  [
    /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/,
    'ERR::SCRAPE::SSL_ERROR',
    'The certificate or the TLS of the website is not in order.',
  ],
  [
    /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    'ERR::SCRAPE::NETWORK_SERVER_DISCONNECTED',
    'The website closed the connection before it had answered.',
  ],
  [
    /^(?:HPE_|UND_ERR_RES|UND_ERR_HEADERS_OVERFLOW)/,
    'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR',
    'The website answered something that is not HTTP.',
  ],
];

/** Why a page was not had; what nobody foresaw is a network error, which may pass. */
export function toScrapeFailure(error: unknown): ScrapeFailure {
  if (error instanceof ScrapeFailure) return error;
  const found = codesOf(error);
  const known = causes.find(([pattern]) => found.some((code) => pattern.test(code)));
  const [, code, message] = known ?? [
    undefined,
    'ERR::SCRAPE::NETWORK_ERROR' as const,
    'The website could not be reached.',
  ];
  return new ScrapeFailure(code, message, { cause: error });
}

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...code, ...codesOf(error.cause)];
}
