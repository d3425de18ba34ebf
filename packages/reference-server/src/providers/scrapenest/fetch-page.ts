import {
  describeNetworkFailure,
  failureOf,
  type NetworkFailureKind,
  RedirectError,
} from '@scrapekit/guarded-http';
import { JobFailedError } from '../../jobs/operation.ts';
import { isReadablePage, pageHeaders } from '../../leads/crawl/page-request.ts';
import { decodeText } from '../../net/decode-text.ts';
import { createDispatcher } from '../../net/dispatcher.ts';
import { fetchPage, type FetchedPage } from '../../net/fetch-page.ts';
import type { Net } from '../../net/net.ts';
import { ALLOWED_PORTS } from '../../net/web-ports.ts';

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
    const page = await fetchPage(start, {
      dispatcher,
      signal: deadline,
      headers: pageHeaders,
      maxRedirects: MAX_REDIRECTS,
      maxBytes: MAX_BYTES,
      readsBody: isReadablePage,
    });
    // After an abort, only a part of the page has arrived.
    deadline.throwIfAborted();
    return finalPage(page);
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

function finalPage(page: FetchedPage): Page {
  const { url, status, contentType, body: bytes } = page;
  if (status !== 200) throw new JobFailedError(`The page answered ${status}.`);
  if (!isReadablePage(page))
    throw new JobFailedError(`The address leads to ${contentType}, which is no page.`);
  if (page.isTooLarge) throw new JobFailedError(`The page is larger than ${MAX_BYTES} bytes.`);
  return { url, contentType, bytes, text: decodeText(bytes, contentType) };
}

/** The failures that are described in words. Any other is reported with its code. */
const describedKinds: ReadonlySet<NetworkFailureKind> = new Set(['name', 'resolver', 'refused', 'blocked']);

/** Explains an error to the customer. */
function failureReason(error: unknown): string {
  if (error instanceof RedirectError)
    return error.reason === 'limit'
      ? `The page redirects more than ${MAX_REDIRECTS} times.`
      : 'The page redirects to something other than http.';
  const failure = failureOf(error);
  if (failure.kind === 'port') return `${describeNetworkFailure(failure, 'The address')} ${ALLOWED_PORTS}`;
  return describedKinds.has(failure.kind)
    ? describeNetworkFailure(failure, 'The host')
    : `The connection to the host failed (${failure.code ?? 'unknown'}).`;
}
