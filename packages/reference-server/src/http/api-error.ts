/** A refusal or failure as a client sees it: status, code and a message that names no secret (C019, C027). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, { message, headers = {}, cause }: ApiErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export interface ApiErrorDetails {
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}
