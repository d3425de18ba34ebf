import { createHash } from 'node:crypto';
import { STYLESHEET } from './stylesheet.ts';

/** A file that pages load. */
export interface PageFile {
  /** Its path below the pages. */
  readonly path: string;
  readonly text: string;
  /** The value of `content-type`. */
  readonly type: string;
  /** The path with the version of the text, so that browsers may keep the file for ever. */
  readonly address: string;
}

const withVersion = (file: Omit<PageFile, 'address'>): PageFile => ({
  ...file,
  address: `${file.path}?v=${createHash('sha256').update(file.text).digest('hex').slice(0, 12)}`,
});

export const stylesheet: PageFile = withVersion({
  path: '/style.css',
  text: STYLESHEET,
  type: 'text/css; charset=utf-8',
});

/** The picture in the tab of the browser. */
export const icon: PageFile = withVersion({
  path: '/icon.svg',
  text: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M2 4h6m-6 4h9m-9 4h5m3-7 4 3-4 3" fill="none" stroke="#17509e" stroke-width="2"/></svg>',
  type: 'image/svg+xml; charset=utf-8',
});

/** The files that the pages load. */
export const pageFiles: readonly PageFile[] = [stylesheet, icon];

/** The value of `content-security-policy` for all pages: their own files and forms, and nothing else. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
