/** What the provider's error list says about a code. */
export interface KnownError {
  readonly httpCode: number;
  readonly retryable: boolean;
}

const final = (httpCode: number): KnownError => ({ httpCode, retryable: false });
const passing = (httpCode: number): KnownError => ({ httpCode, retryable: true });

/**
 * The codes this server gives, with the status and the flag they are published with (F24).
 * @see https://scrapfly.io/docs/scrape-api/errors
 */
export const catalogue = {
  'ERR::ACCOUNT::SUSPENDED': passing(429),
  'ERR::API::INTERNAL_ERROR': final(500),
  'ERR::JOB::NOT_FOUND': passing(400),
  'ERR::SCRAPE::BAD_PROTOCOL': final(422),
  'ERR::SCRAPE::BAD_UPSTREAM_RESPONSE': final(200),
  'ERR::SCRAPE::CONFIG_ERROR': final(400),
  'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED': final(422),
  'ERR::SCRAPE::DOMAIN_NOT_ALLOWED': final(422),
  'ERR::SCRAPE::FORMAT_CONVERSION_ERROR': final(422),
  'ERR::SCRAPE::NETWORK_ERROR': passing(422),
  'ERR::SCRAPE::NETWORK_SERVER_DISCONNECTED': final(422),
  'ERR::SCRAPE::SSL_ERROR': final(422),
  'ERR::SCRAPE::UPSTREAM_TIMEOUT': final(422),
  'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR': passing(422),
  'ERR::THROTTLE::MAX_REQUEST_RATE_EXCEEDED': passing(429),
  'ERR::WEBHOOK::DISABLED': final(400),
  'ERR::WEBHOOK::MAX_CONCURRENCY_REACHED': passing(429),
  'ERR::WEBHOOK::NOT_FOUND': final(400),
  'ERR::WEBHOOK::QUEUE_FULL': passing(429),
} as const satisfies Readonly<Record<string, KnownError>>;

export type ErrorCode = keyof typeof catalogue;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(catalogue, code);

/** Where the provider explains a code. */
export const documentationOf = (code: ErrorCode): string =>
  `https://scrapfly.io/docs/scrape-api/error/${code}`;
