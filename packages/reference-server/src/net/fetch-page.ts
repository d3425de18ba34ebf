import { followRedirects, redirectOf, type RedirectRules } from '@scrapekit/guarded-http';
import { request, type Dispatcher } from 'undici';
import type { CookieJar } from './cookie-jar.ts';
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
  readonly readsBody?: (answer: Pick<FetchedPage, 'url' | 'status' | 'contentType'>) => boolean;
  /** Keeps the cookies of each answer and sends them with the next requests. @default no cookies */
  readonly cookies?: CookieJar | undefined;
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
  let { post } = options;
  const { redirectTo: _, ...page } = await followRedirects(start, {
    ...options,
    send: async (url) => {
      const answer = await fetchOnce(url, { ...options, post });
      if (!repeatingStatuses.has(answer.status)) post = undefined;
      return answer;
    },
  });
  return page;
}

interface FetchedHop extends FetchedPage {
  readonly redirectTo: string | null;
}

async function fetchOnce(url: URL, options: FetchPageOptions): Promise<FetchedHop> {
  const { dispatcher, signal, headers, post, cookies, maxBytes, readsBody = () => true } = options;
  const cookie = cookies?.headerFor(url);
  const { statusCode: status, ...response } = await request(url, {
    dispatcher,
    signal,
    method: post === undefined ? 'GET' : 'POST',
    headers: {
      ...headers,
      ...(post?.contentType != null && { 'content-type': post.contentType }),
      ...(cookie !== undefined && { cookie }),
    },
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
  cookies?.store(url, answer.setCookies, answer.headers['date']);
  if (redirectTo !== null || !readsBody(answer)) {
    await response.body.dump({ limit: MAX_SKIPPED_BYTES, signal }).catch(() => undefined);
    return { ...answer, body: Buffer.alloc(0), isTooLarge: false };
  }
  // One more byte than allowed shows that the page is too large.
  const bytes = await readBody(response.body, {
    encoding: answer.headers['content-encoding'] ?? '',
    limit: maxBytes + 1,
    isText: isText(answer.contentType),
  });
  return { ...answer, body: bytes.subarray(0, maxBytes), isTooLarge: bytes.length > maxBytes };
}

/** An answer without a type is taken for a page. */
const isText = (contentType: string): boolean =>
  contentType === '' || /^\s*(?:text\/|application\/(?:xhtml\+xml|xml|json)\b)/i.test(contentType);

const joinValues = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
    ),
  );
