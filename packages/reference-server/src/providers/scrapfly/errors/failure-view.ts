import { catalogue, documentationOf, type ErrorCode } from './catalogue.ts';
import type { ScrapeFailure } from './scrape-failure.ts';

/** A failure inside a response, where `success` is false (F20). */
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
  http_code: catalogue[code].httpCode,
  message,
  retryable,
  doc_url: documentationOf(code),
  links: { 'Related Error Doc': documentationOf(code) },
});

/** The same in the headers of an answer that comes at once. */
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
