import type { Dispatcher } from 'undici';
import { JobFailedError } from '../../jobs/operation.ts';
import { createDispatcher } from '../../net/dispatcher.ts';
import { fetchPage } from '../../leads/crawl/fetch-page.ts';
import { isHttp } from '../../leads/crawl/website-urls.ts';
import type { Net } from '../../net/net.ts';

const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;
/** The largest page after decompression. */
const MAX_BYTES = 2_000_000;

/** A page that answered 200. */
export interface Page {
  /** The address after all redirects. */
  readonly url: URL;
  readonly contentType: string;
  /** The body as the website sent it, decompressed. */
  readonly bytes: Buffer;
  readonly text: string;
}

export interface FetchOptions {
  readonly net: Net;
  readonly signal: AbortSignal;
}

/** Fetches a page and follows its redirects. Throws JobFailedError with the reason, or the reason of an aborted `signal`. */
export async function fetchFinalPage(start: URL, { net, signal }: FetchOptions): Promise<Page> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const deadline = AbortSignal.any([signal, timeout]);
  const dispatcher = createDispatcher(net, deadline);
  try {
    return await followRedirects(start, { dispatcher, signal: deadline });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof JobFailedError) throw error;
    const reason = timeout.aborted
      ? `The page did not arrive within ${TIMEOUT_MS / 1000} s.`
      : failureReason(error);
    throw new JobFailedError(reason, { cause: error });
  } finally {
    await dispatcher.destroy();
  }
}

interface FollowOptions {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

async function followRedirects(start: URL, options: FollowOptions): Promise<Page> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    // One byte more than allowed shows that the page is too large.
    const answer = await fetchPage(url, { ...options, byteLimit: MAX_BYTES + 1 });
    const { status, redirectTo, text, bytes, contentType } = answer;
    if (text !== null && bytes !== null) {
      if (bytes.length > MAX_BYTES) throw new JobFailedError(`The page is larger than ${MAX_BYTES} bytes.`);
      return { url, contentType, bytes, text };
    }
    if (status === 200) throw new JobFailedError(`The address leads to ${contentType}, which is no page.`);
    if (redirectTo === null) throw new JobFailedError(`The page answered ${status}.`);
    if (!isHttp(redirectTo)) throw new JobFailedError('The page redirects to something other than http.');
    url = redirectTo;
  }
  throw new JobFailedError(`The page redirects more than ${MAX_REDIRECTS} times.`);
}

const failureReasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The host does not exist.',
  ENODATA: 'The host does not exist.',
  ESERVFAIL: 'The name server of the host failed.',
  ETIMEOUT: 'The name server of the host did not answer.',
  ECONNREFUSED: 'The host refused the connection.',
  // The resolved address is left out, because it may reveal a private network.
  EBLOCKED: 'The host is not on the public internet.',
};

/** Explains a network error to the customer. */
function failureReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return failureReasons[code] ?? `The connection to the host failed (${code}).`;
}
