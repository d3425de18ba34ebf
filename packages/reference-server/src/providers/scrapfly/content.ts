import { decodeText } from '../../net/decode-text.ts';
import type { FetchedPage } from '../../net/fetch-page.ts';
import { toPlainText } from '../../leads/plain-text.ts';
import { ScrapeFailure } from './failures.ts';
import { toCleanHtml, toMarkdown } from './html-formats.ts';

export const contentFormats = ['raw', 'text', 'markdown', 'clean_html'] as const;

export type ContentFormat = (typeof contentFormats)[number];

/** A page's content in a response: text, or base64 for a page that is not text (F20). */
export interface PageContent {
  readonly content: string;
  readonly format: 'text' | 'binary';
}

const converters: Readonly<Record<Exclude<ContentFormat, 'raw'>, (html: string) => string>> = {
  text: toPlainText,
  clean_html: toCleanHtml,
  markdown: toMarkdown,
};

const htmlType = /^(?:text\/html|application\/xhtml\+xml)\b/i;
const textType = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|javascript|x-www-form-urlencoded)\b)/i;

/** Converts a page to a format. Throws ScrapeFailure when the page cannot be turned into `format`. */
export function toContent({ headers, body }: FetchedPage, format: ContentFormat): PageContent {
  const type = headers['content-type'] ?? '';
  if (format === 'raw') {
    const isText = textType.test(type) || htmlType.test(type) || (type === '' && isUtf8(body));
    return isText
      ? { content: decodeText(body, type), format: 'text' }
      : { content: body.toString('base64'), format: 'binary' };
  }
  if (!htmlType.test(type)) throw notConvertible(format);
  return { content: convert(decodeText(body, type), format), format: 'text' };
}

function convert(html: string, format: Exclude<ContentFormat, 'raw'>): string {
  try {
    return converters[format](html);
  } catch (error) {
    throw new ScrapeFailure(
      'ERR::SCRAPE::FORMAT_CONVERSION_ERROR',
      `This page cannot be turned into ${format}; ask for format=raw.`,
      { cause: error },
    );
  }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const notConvertible = (format: ContentFormat): ScrapeFailure =>
  new ScrapeFailure(
    'ERR::SCRAPE::FORMAT_CONVERSION_ERROR',
    `Only HTML can be turned into ${format}; ask for format=raw.`,
  );
