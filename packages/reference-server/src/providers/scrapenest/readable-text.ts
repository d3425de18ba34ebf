import { parseHtml } from '../../leads/parse-html.ts';

/** Text goes on in another line before and behind these. */
const blocks = new Set(
  'address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section select summary table tbody td textarea tfoot th thead tr ul'.split(
    ' ',
  ),
);
const unread = new Set(['head', 'script', 'style', 'noscript', 'template', 'iframe', 'svg', 'object']);

/** What a page says to a reader: a line for each block that holds text. */
export function readableText(html: string): string {
  const lines: string[] = [];
  let line = '';
  let unreadDepth = 0;
  const turn = (name: string, change: 1 | -1): void => {
    if (unread.has(name)) unreadDepth += change;
    if (blocks.has(name)) endLine();
  };
  const endLine = (): void => {
    const text = line.replace(/\s+/g, ' ').trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  parseHtml(html, {
    onopentag: (name) => turn(name, 1),
    onclosetag: (name) => turn(name, -1),
    ontext: (text) => {
      if (unreadDepth === 0) line += text;
    },
  });
  endLine();
  return lines.join('\n');
}
