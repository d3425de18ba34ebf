import { Parser, type Handler } from 'htmlparser2';

const CHUNK_CHARACTERS = 32_768;

/** Browsers stop nesting at 512. The parser's time is quadratic in the depth, so deeper pages are cut off. */
const MAX_DEPTH = 4096;

/** Calls `handler` for the tags, texts and comments of a page. Parsing stops at a nesting depth of `MAX_DEPTH`. */
export function parseHtml(html: string, handler: Partial<Handler>): void {
  let depth = 0;
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
  for (let start = 0; start < html.length && depth < MAX_DEPTH; start += CHUNK_CHARACTERS) {
    parser.write(html.slice(start, start + CHUNK_CHARACTERS));
  }
  parser.end();
}
