import { catalogue, type ErrorCode } from './catalogue.ts';

/** A page that was not had, under the code the provider would give. */
export class ScrapeFailure extends Error {
  override readonly name = 'ScrapeFailure';
  readonly code: ErrorCode;
  readonly retryable: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    { cause, retryable = catalogue[code].retryable }: ScrapeFailureDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable;
  }
}

export interface ScrapeFailureDetails {
  readonly cause?: unknown;
  /** @default as published with the code */
  readonly retryable?: boolean;
}
