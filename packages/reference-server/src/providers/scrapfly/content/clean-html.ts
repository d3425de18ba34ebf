import { parseHtml } from '../../../leads/parse-html.ts';
import { unseen, voids } from '../../../leads/plain-text/elements.ts';

/** What carries meaning for a reader. */
const kept: ReadonlySet<string> = new Set(
  'href src alt title lang dir colspan rowspan datetime name value type'.split(' '),
);
const dropped: ReadonlySet<string> = new Set([...unseen, 'link', 'meta', 'base']);

/** A page without scripts, styles, comments, and attributes that only they use. */
export function toCleanHtml(html: string): string {
  const parts: string[] = [];
  let hidden = 0;
  parseHtml(html, {
    onopentag(name, attributes) {
      if (dropped.has(name)) {
        if (!voids.has(name)) hidden++;
      } else if (hidden === 0) parts.push(`<${name}${printAttributes(attributes)}>`);
    },
    ontext(text) {
      if (hidden === 0) parts.push(escape(text));
    },
    onclosetag(name) {
      if (voids.has(name)) return;
      if (dropped.has(name)) hidden--;
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
    .filter(([name, value]) => kept.has(name) && !/^\s*javascript:/i.test(value))
    .map(([name, value]) => ` ${name}="${escape(value).replaceAll('"', '&quot;')}"`)
    .join('');

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
