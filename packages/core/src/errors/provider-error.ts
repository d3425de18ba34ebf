const brand = Symbol.for('@scrapekit/core/error');
/** The name of the base class in release 0.1, by which the `isInstance` of that release recognises errors. */
const FORMER_NAME = 'ScrapeKitError';

export interface ErrorFacts {
  /** The HTTP status of the answer, if there was one. */
  readonly status?: number;
  /** The provider's error code, such as `rate_limited`. */
  readonly code?: string;
  /** The id by which the provider's support finds the request, such as `X-Request-Id`. */
  readonly requestId?: string;
  /** The id of the job that the failed call was about, or that exists although the call failed. */
  readonly jobId?: string;
  /** Whether the same call may succeed later. @default false */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** The base class of all errors of this package (C192). Test an error with `isInstance`. */
export class ProviderError extends Error {
  static readonly brandName: string = 'ProviderError';
  override readonly name: string = 'ProviderError';
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly jobId: string | undefined;
  readonly retryable: boolean;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.jobId = facts.jobId;
    this.retryable = facts.retryable ?? false;
    Object.defineProperty(this, brand, { value: brandNames(new.target) });
  }

  /** Returns whether an error is of this class, even if another copy of this package created it. */
  static isInstance<T extends ErrorClass>(this: T, error: unknown): error is InstanceType<T> {
    const names: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, brand) : undefined;
    if (!Array.isArray(names)) return false;
    return names.includes(this.brandName) || (isBase(this) && names.includes(FORMER_NAME));
  }

  toJSON(): Record<string, unknown> {
    const { name, message, status, code, requestId, jobId, retryable } = this;
    return { name, message, status, code, requestId, jobId, retryable };
  }
}

type ErrorClass = (abstract new (...args: never[]) => ProviderError) & { readonly brandName: string };

const isBase = (type: ErrorClass): boolean => type.brandName === ProviderError.brandName;

/** Returns the brand names of a class and its base classes, and the former name of the base class. */
function brandNames(type: unknown): readonly string[] {
  return isErrorClass(type) ? [type.brandName, ...brandNames(Object.getPrototypeOf(type))] : [FORMER_NAME];
}

const isErrorClass = (type: unknown): type is ErrorClass =>
  typeof type === 'function' && 'brandName' in type && typeof type.brandName === 'string';
