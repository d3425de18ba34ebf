import { Parser, type Handler } from 'htmlparser2';

const chunkLength = 32_768;

/** Browsers stop nesting at 512; the parser's own stack makes much deeper pages quadratically slow. */
const deepest = 4096;

/** Feeds a page to `handler` from start to end; what is nested beyond all reason is left out. */
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
  for (let start = 0; start < html.length && depth < deepest; start += chunkLength) {
    parser.write(html.slice(start, start + chunkLength));
  }
  parser.end();
}
