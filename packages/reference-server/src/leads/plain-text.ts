import { parseHtml } from './parse-html.ts';
import { blocks, unseen } from './plain-text/elements.ts';
import { Lines } from './plain-text/lines.ts';

/** What a page says, a line for each block. */
export function toPlainText(html: string): string {
  const lines = new Lines();
  let hidden = 0;
  parseHtml(html, {
    onopentag(name) {
      if (unseen.has(name)) hidden++;
      else if (name === 'br' || blocks.has(name)) lines.breakLine(1);
    },
    ontext(text) {
      if (hidden === 0) lines.write(text);
    },
    onclosetag(name) {
      if (unseen.has(name)) hidden--;
      else if (blocks.has(name)) lines.breakLine(1);
      else if (name === 'td' || name === 'th') lines.write(' ');
    },
  });
  return lines.toString();
}
