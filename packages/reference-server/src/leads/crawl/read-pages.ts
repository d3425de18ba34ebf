import { extractEmails, type Extraction } from '../extract.ts';
import { parseSiteName } from '../extract/site-name.ts';
import { websiteOf } from './sites.ts';
import type { VisitedPage } from './visit.ts';

export interface ReadPage extends Extraction {
  readonly url: URL;
  /** The site's name according to its home page; undefined for other pages. */
  readonly siteName: string | undefined;
}

export interface ReadPagesOptions {
  readonly allowTestTlds: boolean;
  readonly signal: AbortSignal | undefined;
  /** Called with the HTML of each page. */
  readonly onPage: ((html: string) => void) | undefined;
}

/**
 * Finds the addresses on each page, of which the first is the home page. A page on which this fails is left out, like one
 * that could not be fetched, because a single hostile page must not fail the job that visits it. Rejects only when
 * `signal` aborts.
 */
export async function readPages(
  pages: readonly VisitedPage[],
  { allowTestTlds, signal, onPage }: ReadPagesOptions,
): Promise<ReadPage[]> {
  const read: ReadPage[] = [];
  for (const [index, { url, html }] of pages.entries()) {
    // A large page takes a large part of a second. The pause lets the server answer requests between two pages.
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    try {
      const extraction = extractEmails({ html, site: websiteOf(url).domain, allowTestTlds });
      onPage?.(html);
      const siteName = index === 0 ? parseSiteName(html, url.hostname) : undefined;
      read.push({ ...extraction, url, siteName });
    } catch {
      // The other pages are still read.
    }
  }
  return read;
}
