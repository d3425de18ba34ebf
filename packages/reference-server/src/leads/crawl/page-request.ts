import type { FetchedPage } from '../../net/fetch-page.ts';
import { ACCEPT_ENCODING } from '../../net/read-body.ts';

/** The name of this crawler in robots.txt files. */
export const ROBOT_NAME = 'ScrapeKitBot';

/** The headers of every request for a page. */
export const pageHeaders = {
  'user-agent': `Mozilla/5.0 (compatible; ${ROBOT_NAME}/1.0; reads contact addresses of businesses)`,
  accept: 'text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1',
  'accept-language': 'en,*;q=0.5',
  'accept-encoding': ACCEPT_ENCODING,
} as const;

const readableType =
  /^\s*(?:text\/(?:html|plain|xml|(?:x-)?vcard|directory)|application\/(?:xhtml\+xml|xml|vcard))/i;
const cardName = /\.(?:vcf|vcard)$/i;

/** Returns whether an answer is a page, plain text or a vCard. An answer without a type is taken for a page. */
export const isReadablePage = ({
  url,
  status,
  contentType,
}: Pick<FetchedPage, 'url' | 'status' | 'contentType'>): boolean =>
  status === 200 && (contentType === '' || readableType.test(contentType) || cardName.test(url.pathname));
