import type { Dispatcher } from 'undici';
import { JobFailedError } from '../../jobs/operation.ts';
import { createDispatcher } from '../../leads/crawl/dispatcher.ts';
import { fetchPage } from '../../leads/crawl/fetch-page.ts';
import { isHttp } from '../../leads/crawl/is-http.ts';
import type { Net } from '../../net/net.ts';
import { failureReason } from './failure-reason.ts';

const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;
const MAX_BYTES = 2_000_000;

/** A page as it was found. */
export interface Page {
  /** After redirects. */
  readonly url: URL;
  readonly contentType: string;
  /** As sent, but for compression. */
  readonly bytes: Buffer;
  readonly text: string;
}

export interface ReadPageOptions {
  readonly net: Net;
  readonly signal: AbortSignal;
}

/** Fetches one page with its redirects. JobFailedError says why there is none; only `signal` makes it reject otherwise. */
export async function readPage(start: URL, { net, signal }: ReadPageOptions): Promise<Page> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  const either = AbortSignal.any([signal, deadline]);
  const dispatcher = createDispatcher(net, either);
  try {
    return await follow(start, { dispatcher, signal: either });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof JobFailedError) throw error;
    const reason = deadline.aborted
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

async function follow(start: URL, options: FollowOptions): Promise<Page> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    // One byte more than allowed shows that there is more.
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
