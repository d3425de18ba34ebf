import { request, type Dispatcher } from 'undici';
import { followRedirects, redirectOf, type RedirectRules } from './redirects.ts';
import { readBody } from './read-body.ts';

export interface FetchPageOptions extends Omit<RedirectRules, 'send'> {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the request a POST. A redirect with another status than 307 or 308 is followed with GET. */
  readonly post?: PostedBody | undefined;
  /** The most bytes of a body, after decompression. */
  readonly maxBytes: number;
  /** Returns whether the body of an answer that is not a redirect is read. @default true for all answers */
  readonly readsBody?: (answer: Pick<FetchedPage, 'status' | 'contentType'>) => boolean;
  /** Returns the target of a redirect in a page, such as `<meta http-equiv="refresh">`. @default null */
  readonly redirectIn?: (page: FetchedPage) => string | null;
}

export interface PostedBody {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
}

export interface FetchedPage {
  /** The URL after redirects. */
  readonly url: URL;
  readonly status: number;
  /** The names are in lower case. Several values of one name are joined with commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  /** The Content-Type header, or `''`. */
  readonly contentType: string;
  /** The body after decompression; empty when `readsBody` returned false. */
  readonly body: Buffer;
  /** True when the page is larger than `maxBytes`. The rest of it is not in `body`. */
  readonly isTooLarge: boolean;
}

const MAX_SKIPPED_BYTES = 64_000;
/** The statuses after which a POST is repeated as a POST. Other redirects are followed with GET. */
const repeatingStatuses = new Set([307, 308]);

/**
 * Fetches a page and follows its redirects. The caller has checked `start`.
 * Rejects with RedirectError when a redirect is not followed, and with an error for `failureOf` when no answer comes.
 * A body that breaks off is returned as far as it arrived.
 */
export async function fetchPage(start: URL, options: FetchPageOptions): Promise<FetchedPage> {
  const { redirectIn = () => null, ...rules } = options;
  let { post } = options;
  const { redirectTo: _, ...page } = await followRedirects(start, {
    ...rules,
    send: async (url) => {
      const answer = await fetchOnce(url, { ...options, post });
      if (!repeatingStatuses.has(answer.status)) post = undefined;
      return { ...answer, redirectTo: answer.redirectTo ?? redirectIn(answer) };
    },
  });
  return page;
}

interface FetchedHop extends FetchedPage {
  readonly redirectTo: string | null;
}

async function fetchOnce(url: URL, options: FetchPageOptions): Promise<FetchedHop> {
  const { dispatcher, signal, headers, post, maxBytes, readsBody = () => true } = options;
  const { statusCode: status, ...response } = await request(url, {
    dispatcher,
    signal,
    method: post === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(post?.contentType != null && { 'content-type': post.contentType }) },
    body: post?.bytes ?? null,
  });
  const header = (name: string) => [response.headers[name] ?? []].flat()[0];
  const redirectTo = redirectOf(status, header('location'));
  const answer = {
    url,
    status,
    headers: joinValues(response.headers),
    setCookies: [response.headers['set-cookie'] ?? []].flat(),
    contentType: header('content-type') ?? '',
    redirectTo,
  };
  if (redirectTo !== null || !readsBody(answer)) {
    await response.body.dump({ limit: MAX_SKIPPED_BYTES, signal }).catch(() => undefined);
    return { ...answer, body: Buffer.alloc(0), isTooLarge: false };
  }
  // One more byte than allowed shows that the page is too large.
  const bytes = await readBody(response.body, header('content-encoding') ?? '', maxBytes + 1);
  return { ...answer, body: bytes.subarray(0, maxBytes), isTooLarge: bytes.length > maxBytes };
}

const joinValues = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
    ),
  );
