export interface RedirectRules<T extends Hop = Hop> {
  /** The most redirects that are followed. With 0, a redirect is returned like any other answer. */
  readonly maxRedirects: number;
  /** Returns whether a redirect to an http or https URL may be followed. @default true for all URLs */
  readonly isAllowed?: (url: URL, from: URL) => boolean | Promise<boolean>;
  /** Sends the request to `url`. `from` is the URL that redirected to it, or null for the first. */
  readonly send: (url: URL, from: URL | null) => Promise<T>;
}

/** The answer to one request. */
export interface Hop {
  /** The target of a redirect, which may be relative; null for other answers. */
  readonly redirectTo: string | null;
}

/** Sends a request and repeats it at the target of each redirect. Rejects with RedirectError when one is not followed. */
export async function followRedirects<T extends Hop>(
  start: URL,
  { maxRedirects, isAllowed = () => true, send }: RedirectRules<T>,
): Promise<T> {
  let url = start;
  let from: URL | null = null;
  for (let followed = 0; ; followed++) {
    const hop = await send(url, from);
    if (hop.redirectTo === null || maxRedirects === 0) return hop;
    if (followed === maxRedirects) throw new RedirectError('limit');
    const next = URL.parse(hop.redirectTo, url.href);
    if (next === null || !isHttp(next)) throw new RedirectError('address');
    if (!(await isAllowed(next, url))) throw new RedirectError('refused');
    from = url;
    url = next;
  }
}

/** The statuses of redirects with a `Location` (RFC 9110, 15.4). */
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Returns the `Location` of a redirect; null for other answers. */
export const redirectOf = (status: number, location: string | undefined): string | null =>
  redirectStatuses.has(status) ? (location ?? null) : null;

export const isHttp = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';

/** `limit`: too many redirects. `address`: the target is no http or https URL. `refused`: `isAllowed` returned false. */
export type RedirectErrorReason = 'limit' | 'address' | 'refused';

const messages: Readonly<Record<RedirectErrorReason, string>> = {
  limit: 'There were too many redirects.',
  address: 'A redirect led to something other than an http or https URL.',
  refused: 'A redirect led to a URL that may not be fetched.',
};

/** A redirect was not followed. */
export class RedirectError extends Error {
  override readonly name = 'RedirectError';
  readonly reason: RedirectErrorReason;

  constructor(reason: RedirectErrorReason) {
    super(messages[reason]);
    this.reason = reason;
  }
}
