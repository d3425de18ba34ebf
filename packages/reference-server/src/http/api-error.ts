/** A refusal or failure as a client sees it: status, code and a message that names no secret (C019, C027). */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, { message, headers = {}, cause }: HttpErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export interface HttpErrorDetails {
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}
