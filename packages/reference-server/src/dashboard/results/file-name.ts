import { withVisibleControls } from '../visible-text.ts';

const MOST_CHARACTERS = 100;

/** Characters that end the name in the header, or that Windows, macOS or a shell do not allow in the name of a file. */
const forbidden = /[<>:"/\\|?*]/g;

/**
 * Returns a `Content-Disposition` that saves a file under a name of any letters (RFC 6266). `filename` has its ASCII
 * letters, for old programs; `filename*` has all.
 */
export function attachment(title: string, extension: string): string {
  const name = withVisibleControls(title.toWellFormed().replace(/\s+/g, ' '))
    .replace(forbidden, '-')
    .replace(/^[.\s]+/, '')
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()
    .replace(/[.\s]+$/, '');
  const whole = `${name === '' ? 'results' : name}.${extension}`;
  return `attachment; filename="${toAscii(whole)}"; filename*=UTF-8''${encode(whole)}`;
}

/** Leaves the accents out and writes other letters as underscores. Wide forms of East Asia become ASCII, such as a quotation mark. */
const toAscii = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(forbidden, '-')
    .replace(/[^\x20-\x7e]+/g, '_');

/** These four are kept by `encodeURIComponent`, and are no `attr-char` of RFC 8187. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
