/** The status and the retry flag that the provider publishes for an error code. */
interface PublishedCode {
  readonly httpCode: number;
  readonly retryable: boolean;
}

const permanent = (httpCode: number): PublishedCode => ({ httpCode, retryable: false });
const temporary = (httpCode: number): PublishedCode => ({ httpCode, retryable: true });

/**
 * The error codes that this server sends (F24).
 * @see https://scrapfly.io/docs/scrape-api/errors
 */
export const errorCodes = {
  'ERR::ACCOUNT::SUSPENDED': temporary(429),
  'ERR::API::INTERNAL_ERROR': permanent(500),
  'ERR::JOB::NOT_FOUND': temporary(400),
  'ERR::SCRAPE::BAD_PROTOCOL': permanent(422),
  'ERR::SCRAPE::BAD_UPSTREAM_RESPONSE': permanent(200),
  'ERR::SCRAPE::CONFIG_ERROR': permanent(400),
  'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED': permanent(422),
  'ERR::SCRAPE::DOMAIN_NOT_ALLOWED': permanent(422),
  'ERR::SCRAPE::FORMAT_CONVERSION_ERROR': permanent(422),
  'ERR::SCRAPE::NETWORK_ERROR': temporary(422),
  'ERR::SCRAPE::NETWORK_SERVER_DISCONNECTED': permanent(422),
  'ERR::SCRAPE::SSL_ERROR': permanent(422),
  'ERR::SCRAPE::UPSTREAM_TIMEOUT': permanent(422),
  'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR': temporary(422),
  'ERR::THROTTLE::MAX_REQUEST_RATE_EXCEEDED': temporary(429),
  'ERR::WEBHOOK::DISABLED': permanent(400),
  'ERR::WEBHOOK::MAX_CONCURRENCY_REACHED': temporary(429),
  'ERR::WEBHOOK::NOT_FOUND': permanent(400),
  'ERR::WEBHOOK::QUEUE_FULL': temporary(429),
} as const satisfies Readonly<Record<string, PublishedCode>>;

export type ErrorCode = keyof typeof errorCodes;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);

/** Returns the links to the provider's page about an error code. */
export function documentationLinks(code: ErrorCode): Pick<FailureView, 'doc_url' | 'links'> {
  const url = `https://scrapfly.io/docs/scrape-api/error/${code}`;
  return { doc_url: url, links: { 'Related Error Doc': url } };
}

export interface ScrapeFailureDetails {
  readonly cause?: unknown;
  /** @default the published flag of the code */
  readonly retryable?: boolean;
}

/** A page could not be fetched or converted. */
export class ScrapeFailure extends Error {
  override readonly name = 'ScrapeFailure';
  readonly code: ErrorCode;
  readonly retryable: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    { cause, retryable = errorCodes[code].retryable }: ScrapeFailureDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable;
  }
}

/** `result.error` of a response with `success: false` (F20). */
export interface FailureView {
  readonly code: ErrorCode;
  readonly http_code: number;
  readonly message: string;
  readonly retryable: boolean;
  readonly doc_url: string;
  readonly links: Readonly<Record<string, string>>;
}

export const viewFailure = ({ code, message, retryable }: ScrapeFailure): FailureView => ({
  code,
  http_code: errorCodes[code].httpCode,
  message,
  retryable,
  ...documentationLinks(code),
});

/** Returns the headers that repeat `result.error` in a direct answer. Without an error there are no such headers. */
export const rejectHeaders = (failure: FailureView | null): Readonly<Record<string, string>> =>
  failure === null
    ? {}
    : {
        'x-scrapfly-reject-code': failure.code,
        'x-scrapfly-reject-description': failure.message,
        'x-scrapfly-reject-doc': failure.doc_url,
        'x-scrapfly-reject-http-code': String(failure.http_code),
        'x-scrapfly-reject-retryable': failure.retryable ? 'yes' : 'no',
      };
