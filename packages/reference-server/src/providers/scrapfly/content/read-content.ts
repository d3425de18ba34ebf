import { decodeText } from '../../../leads/crawl/decode-text.ts';
import { ScrapeFailure } from '../errors/scrape-failure.ts';
import type { PageAnswer } from '../page/request-page.ts';
import type { ContentFormat } from '../scrape-config.ts';
import { toCleanHtml } from './clean-html.ts';
import { toMarkdown } from './markdown.ts';
import { toPlainText } from '../../../leads/plain-text.ts';

/** A page's content as a response carries it: text, or base64 of what is none (F20). */
export interface PageContent {
  readonly content: string;
  readonly format: 'text' | 'binary';
}

const converters: Readonly<Record<Exclude<ContentFormat, 'raw'>, (html: string) => string>> = {
  text: toPlainText,
  clean_html: toCleanHtml,
  markdown: toMarkdown,
};

const html = /^(?:text\/html|application\/xhtml\+xml)\b/i;
const textual = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|javascript|x-www-form-urlencoded)\b)/i;

/** Throws a ScrapeFailure when what came cannot be turned into that format. */
export function readContent({ headers, body }: PageAnswer, format: ContentFormat): PageContent {
  const type = headers['content-type'] ?? '';
  const isText = textual.test(type) || html.test(type) || (type === '' && isUtf8(body));
  if (format === 'raw')
    return isText
      ? { content: decodeText(body, type), format: 'text' }
      : { content: body.toString('base64'), format: 'binary' };
  if (!html.test(type)) throw notConvertible(format);
  return { content: converters[format](decodeText(body, type)), format: 'text' };
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
