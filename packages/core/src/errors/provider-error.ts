const brand = Symbol.for('@scrapekit/core/error');
/** Releases before 0.2 called the base class so, and their `isInstance` looks for this name. */
const FORMER_NAME = 'ScrapeKitError';

export interface ErrorFacts {
  /** HTTP status, where an answer came. */
  readonly status?: number;
  /** The provider's own code, such as `rate_limited`. */
  readonly code?: string;
  /** What the provider's support asks for: `X-Request-Id` or its like. */
  readonly requestId?: string;
  /** Whether the same call may succeed later without a change. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** What every error of this package has in common (C192). */
export class ProviderError extends Error {
  override readonly name: string = 'ProviderError';
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.retryable = facts.retryable ?? false;
    Object.defineProperty(this, brand, { value: brandNames(new.target) });
  }

  static readonly brandName: string = 'ProviderError';

  static isInstance<T extends ErrorClass>(this: T, error: unknown): error is InstanceType<T> {
    const names: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, brand) : undefined;
    return Array.isArray(names) && names.includes(this.brandName);
  }

  toJSON(): Record<string, unknown> {
    const { name, message, status, code, requestId, retryable } = this;
    return { name, message, status, code, requestId, retryable };
  }
}

type ErrorClass = (abstract new (...args: never[]) => ProviderError) & { readonly brandName: string };

/** Every name a class answers to, so that `isInstance` holds across two copies of the package. */
function brandNames(type: unknown): readonly string[] {
  return isErrorClass(type) ? [type.brandName, ...brandNames(Object.getPrototypeOf(type))] : [FORMER_NAME];
}

const isErrorClass = (type: unknown): type is ErrorClass =>
  typeof type === 'function' && 'brandName' in type && typeof type.brandName === 'string';

export {
  /** @deprecated The base class is called `ProviderError`; this name is kept for one release. */
  ProviderError as ScrapeKitError,
};
