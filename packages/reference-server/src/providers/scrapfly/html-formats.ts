import { parseHtml } from '../../leads/parse-html.ts';
import { blocks, Lines, unseen, voids } from '../../leads/plain-text.ts';

const headingName = /^h([1-6])$/;
const emphasisMarks: Readonly<Record<string, string>> = {
  strong: '**',
  b: '**',
  em: '_',
  i: '_',
  code: '`',
};

/** Converts HTML to Markdown with headings, lists, links, images and emphasis. */
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
      else if (emphasisMarks[name] !== undefined) lines.mark(emphasisMarks[name]);
    },
    ontext(text) {
      if (hidden === 0) lines.write(text);
    },
    onclosetag(name) {
      if (unseen.has(name)) hidden--;
      else if (hidden === 0) {
        if (name === 'a') lines.mark(`](${links.pop() ?? ''})`);
        else if (emphasisMarks[name] !== undefined) lines.mark(emphasisMarks[name]);
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
  const level = headingName.exec(name)?.[1];
  if (level !== undefined) lines.mark(`${'#'.repeat(Number(level))} `);
  else if (name === 'li') lines.mark('- ');
  else if (name === 'hr') lines.mark('---');
  else if (name === 'blockquote') lines.mark('> ');
}

const keptAttributes: ReadonlySet<string> = new Set(
  'href src alt title lang dir colspan rowspan datetime name value type'.split(' '),
);
const droppedElements: ReadonlySet<string> = new Set([...unseen, 'link', 'meta', 'base']);

/** Removes scripts, styles, comments, metadata and the attributes that serve only them. */
export function toCleanHtml(html: string): string {
  const parts: string[] = [];
  let hidden = 0;
  parseHtml(html, {
    onopentag(name, attributes) {
      if (droppedElements.has(name)) {
        if (!voids.has(name)) hidden++;
      } else if (hidden === 0) parts.push(`<${name}${printAttributes(attributes)}>`);
    },
    ontext(text) {
      if (hidden === 0) parts.push(escapeText(text));
    },
    onclosetag(name) {
      if (voids.has(name)) return;
      if (droppedElements.has(name)) hidden--;
      else if (hidden === 0) parts.push(`</${name}>`);
    },
  });
  return parts
    .join('')
    .replace(/\n\s*\n/g, '\n')
    .trim();
}

const printAttributes = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .filter(([name, value]) => keptAttributes.has(name) && !/^\s*javascript:/i.test(value))
    .map(([name, value]) => ` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`)
    .join('');

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
