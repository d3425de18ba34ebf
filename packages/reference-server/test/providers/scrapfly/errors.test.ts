import { describe, expect, test } from 'vitest';
import { HttpError } from '../../../src/http/errors.ts';
import { toScrapeFailure } from '../../../src/providers/scrapfly/fetch-page.ts';
import { errorBody } from '../../../src/providers/scrapfly/refusals.ts';

describe('a failed page request', () => {
  test.each([
    ['ENOTFOUND', 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED', false],
    ['ESERVFAIL', 'ERR::SCRAPE::DNS_NAME_NOT_RESOLVED', false],
    ['EBLOCKED', 'ERR::SCRAPE::DOMAIN_NOT_ALLOWED', false],
    ['UND_ERR_HEADERS_TIMEOUT', 'ERR::SCRAPE::UPSTREAM_TIMEOUT', false],
    ['ETIMEDOUT', 'ERR::SCRAPE::UPSTREAM_TIMEOUT', false],
    ['CERT_HAS_EXPIRED', 'ERR::SCRAPE::SSL_ERROR', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR::SCRAPE::SSL_ERROR', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR::SCRAPE::SSL_ERROR', false],
    ['ECONNRESET', 'ERR::SCRAPE::NETWORK_SERVER_DISCONNECTED', false],
    ['HPE_INVALID_CONSTANT', 'ERR::SCRAPE::UPSTREAM_WEBSITE_ERROR', true],
    ['ECONNREFUSED', 'ERR::SCRAPE::NETWORK_ERROR', true],
    ['EHOSTUNREACH', 'ERR::SCRAPE::NETWORK_ERROR', true],
  ])('F20, F24: %s is reported as %s', (code, expected, retryable) => {
    const error = Object.assign(new Error('inner'), { code });

    for (const thrown of [error, new Error('outer', { cause: error })])
      expect(toScrapeFailure(thrown)).toMatchObject({ code: expected, retryable, cause: thrown });
  });
});

describe('the body of a refusal', () => {
  test.each([
    ['rate_limited', 429, 'ERR::THROTTLE::MAX_REQUEST_RATE_EXCEEDED', true],
    ['internal_error', 500, 'ERR::API::INTERNAL_ERROR', false],
  ])("F24: translates %s to the provider's code", (code, status, expected, retryable) => {
    const body = errorBody(new HttpError(status, code, { message: 'No.' }), 'req_1');

    expect(body).toMatchObject({ http_code: status, code: expected, retryable, error_id: 'req_1' });
  });

  test('has no code when the provider has none for the error', () => {
    const body = errorBody(new HttpError(404, 'not_found', { message: 'Nothing here.' }), 'req_1');

    expect(body).toEqual({
      status: 'error',
      http_code: 404,
      reason: 'Not Found',
      error_id: 'req_1',
      message: 'Nothing here.',
    });
  });
});
