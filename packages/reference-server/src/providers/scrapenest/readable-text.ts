import { isInline } from '../../leads/extract/inline-elements.ts';
import { parseHtml } from '../../leads/parse-html.ts';

const unread = new Set(['head', 'script', 'style', 'noscript', 'template', 'iframe', 'svg', 'object']);

/** What a page says to a reader: a line for each block that holds text. */
export function readableText(html: string): string {
  const lines: string[] = [];
  let line = '';
  let unreadDepth = 0;
  const turn = (name: string, change: 1 | -1): void => {
    if (unread.has(name)) unreadDepth += change;
    if (!isInline(name)) endLine();
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
