import { parseHtml } from '../parse-html.ts';
import { blocks, unseen, voids } from '../plain-text.ts';

/** One line of a page, as a browser shows it; a cell of a table is a line too. */
export interface PageLine {
  /** Lines with different numbers are in different parts of the page, such as the text and the footer. */
  readonly region: number;
  /** Lines with the same number other than 0 are in one item of a list, or in one row of a table. */
  readonly item: number;
  /** Lines with the same number other than 0 are in one list or table. */
  readonly list: number;
  /** The element that begins the line, with its class. */
  readonly shape: string;
  /** The text, with the captions of pictures and links. */
  readonly text: string;
  /** The line as HTML. */
  readonly html: string;
}

const MAX_LINES = 5_000;
const MAX_LINE_CHARACTERS = 10_000;
const captions = ['title', 'alt', 'aria-label'];

/** Splits a page into its lines, without scripts, styles and empty lines. */
export function pageLines(html: string): PageLine[] {
  const lines: PageLine[] = [];
  let [shape, text, source] = ['', '', ''];
  let unseenDepth = 0;
  let region = 0;
  const items = new OpenElements(['li', 'tr', 'dd']);
  const lists = new OpenElements(['ul', 'ol', 'table', 'dl']);
  const endLine = (next: string): void => {
    const shown = text.replace(/\s+/g, ' ').trim();
    const isFull = lines.length >= MAX_LINES || source.length > MAX_LINE_CHARACTERS;
    if (source.trim() !== '' && !isFull)
      lines.push({ region, item: items.current, list: lists.current, shape, text: shown, html: source });
    [shape, text, source] = [next, '', ''];
  };
  parseHtml(html, {
    onopentag(name, attributes) {
      if (unseen.has(name)) unseenDepth++;
      if (beginsLine(name)) endLine(`${name}.${attributes['class'] ?? ''}`);
      if (regions.has(name)) region++;
      items.open(name);
      lists.open(name);
      if (unseenDepth > 0 || source.length > MAX_LINE_CHARACTERS) return;
      source += openingTag(name, attributes);
      for (const caption of captions) text += ` ${attributes[caption] ?? ''} `;
    },
    ontext(part) {
      if (unseenDepth > 0 || source.length > MAX_LINE_CHARACTERS) return;
      text += part;
      source += escapeText(part);
    },
    onclosetag(name) {
      if (voids.has(name)) return;
      if (unseen.has(name)) unseenDepth--;
      else if (beginsLine(name)) endLine('');
      else if (unseenDepth === 0) source += `</${name}>`;
      if (regions.has(name)) region++;
      items.close(name);
      lists.close(name);
    },
  });
  endLine('');
  return lines;
}

/** Numbers the open elements with some names. */
class OpenElements {
  readonly #names: ReadonlySet<string>;
  readonly #open: number[] = [];
  #count = 0;

  constructor(names: readonly string[]) {
    this.#names = new Set(names);
  }

  /** The number of the innermost open element; 0 without one. */
  get current(): number {
    return this.#open.at(-1) ?? 0;
  }

  open(name: string): void {
    if (this.#names.has(name)) this.#open.push(++this.#count);
  }

  close(name: string): void {
    if (this.#names.has(name)) this.#open.pop();
  }
}

const regions = new Set(['footer', 'nav', 'form']);

const beginsLine = (name: string): boolean =>
  blocks.has(name) || name === 'br' || name === 'td' || name === 'th';

/** Returns `''` for a tag without attributes, which no address needs. */
function openingTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`);
  return written.length === 0 ? '' : `<${name}${written.join('')}>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
