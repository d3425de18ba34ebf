import { request, type Dispatcher } from 'undici';
import { decodeText } from '../../net/decode-text.ts';
import { readBody } from '../../net/read-body.ts';

/** As robots.txt files may address it. */
export const robotName = 'ScrapeKitBot';
const userAgent = `Mozilla/5.0 (compatible; ${robotName}/1.0; reads contact addresses of businesses)`;

export interface FetchedPage {
  readonly status: number;
  /** Where a redirect leads, resolved; null for other answers. */
  readonly redirectTo: URL | null;
  /** Null unless the answer is a page or plain text. */
  readonly text: string | null;
  /** What `text` was read from, after decompression. */
  readonly bytes: Buffer | null;
  /** As the server gives it; empty when it does not. */
  readonly contentType: string;
}

export interface FetchOptions {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly byteLimit: number;
  /** Reads whatever the server calls it: robots.txt comes as anything. */
  readonly anyType?: boolean;
}

const headers = {
  'user-agent': userAgent,
  accept: 'text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1',
  'accept-language': 'en,*;q=0.5',
  'accept-encoding': 'gzip, deflate, br, zstd',
};

const readable = /^(?:text\/(?:html|plain|xml)|application\/(?:xhtml\+xml|xml))/i;

/** One GET without following anything. Rejects if no answer comes. */
export async function fetchPage(url: URL, options: FetchOptions): Promise<FetchedPage> {
  const { dispatcher, signal, byteLimit, anyType = false } = options;
  const answer = await request(url, { dispatcher, signal, headers });
  const { statusCode: status } = answer;
  const header = (name: string): string => {
    const value = answer.headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  const redirectTo = status >= 300 && status < 400 ? URL.parse(header('location'), url.href) : null;
  const contentType = header('content-type');
  const isWanted = status === 200 && (anyType || contentType === '' || readable.test(contentType));
  if (!isWanted) {
    await answer.body.dump({ limit: 64_000, signal }).catch(() => undefined);
    return { status, redirectTo, text: null, bytes: null, contentType };
  }
  const bytes = await readBody(answer.body, header('content-encoding'), byteLimit);
  return { status, redirectTo, text: decodeText(bytes, contentType), bytes, contentType };
}
