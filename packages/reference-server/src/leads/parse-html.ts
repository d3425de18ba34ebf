import { Parser, type Handler } from 'htmlparser2';

const CHUNK_CHARACTERS = 32_768;

/** Browsers stop nesting at 512. A deeper page is parsed until its depth times its characters reach this limit. */
const MAX_DEPTH = 4096;
const MAX_DEPTH_TIMES_CHARACTERS = 512 * 2_000_000;

/**
 * Calls `handler` for the tags, texts and comments of a page. The parser compares each end tag with all open elements, so
 * the rest of a page is cut off where the depth and the length together would take too much time.
 */
export function parseHtml(html: string, handler: Partial<Handler>): void {
  let depth = 0;
  let work = 0;
  const parser = new Parser({
    ontext: (text) => handler.ontext?.(text),
    oncomment: (text) => handler.oncomment?.(text),
    onopentag(name, attributes, isImplied) {
      depth++;
      handler.onopentag?.(name, attributes, isImplied);
    },
    onclosetag(name, isImplied) {
      depth--;
      handler.onclosetag?.(name, isImplied);
    },
  });
  for (let start = 0; start < html.length; start += CHUNK_CHARACTERS) {
    parser.write(html.slice(start, start + CHUNK_CHARACTERS));
    work += depth * CHUNK_CHARACTERS;
    if (depth >= MAX_DEPTH || work > MAX_DEPTH_TIMES_CHARACTERS) break;
  }
  parser.end();
}
