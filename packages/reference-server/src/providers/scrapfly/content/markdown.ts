import { parseHtml } from '../../../leads/parse-html.ts';
import { blocks, unseen } from '../../../leads/plain-text/elements.ts';
import { Lines } from '../../../leads/plain-text/lines.ts';

const heading = /^h([1-6])$/;
const around: Readonly<Record<string, string>> = {
  strong: '**',
  b: '**',
  em: '_',
  i: '_',
  code: '`',
};

/** What a page says, with its headings, lists, links, images and emphasis as Markdown. */
export function toMarkdown(html: string): string {
  const lines = new Lines();
  const links: string[] = [];
  let hidden = 0;
  parseHtml(html, {
    onopentag(name, attributes) {
      if (unseen.has(name)) hidden++;
      if (hidden > 0) return;
      openBlock(lines, name);
      if (name === 'a') {
        links.push(attributes['href'] ?? '');
        lines.mark('[');
      } else if (name === 'img') lines.mark(`![${attributes['alt'] ?? ''}](${attributes['src'] ?? ''})`);
      else if (around[name] !== undefined) lines.mark(around[name]);
    },
    ontext(text) {
      if (hidden === 0) lines.write(text);
    },
    onclosetag(name) {
      if (unseen.has(name)) hidden--;
      else if (hidden === 0) {
        if (name === 'a') lines.mark(`](${links.pop() ?? ''})`);
        else if (around[name] !== undefined) lines.mark(around[name]);
        if (blocks.has(name)) lines.breakLine(name === 'li' ? 1 : 2);
      }
    },
  });
  return lines.toString();
}

function openBlock(lines: Lines, name: string): void {
  if (name === 'br') lines.breakLine(1);
  if (!blocks.has(name)) return;
  lines.breakLine(name === 'li' ? 1 : 2);
  const level = heading.exec(name)?.[1];
  if (level !== undefined) lines.mark(`${'#'.repeat(Number(level))} `);
  else if (name === 'li') lines.mark('- ');
  else if (name === 'hr') lines.mark('---');
  else if (name === 'blockquote') lines.mark('> ');
}
