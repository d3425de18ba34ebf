import { parseHtml } from './parse-html.ts';

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

/** What no reader of a page sees. */
export const unseen: ReadonlySet<string> = new Set(
  'title script style template noscript svg iframe object canvas'.split(' '),
);

/** Elements that stand on lines of their own. */
export const blocks: ReadonlySet<string> = new Set(
  'address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul'.split(
    ' ',
  ),
);

/** Elements without content or end. */
export const voids: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

/** Text that is put together as a browser would: white space runs together, blocks stand apart. */
export class Lines {
  #text = '';
  #gap = '';

  /** Running text. */
  write(text: string): void {
    const words = text.replace(/\s+/g, ' ');
    if (words === '') return;
    const startsLine = this.#text === '' || this.#gap.includes('\n');
    const body = startsLine ? words.trimStart() : words;
    if (body.trim() === '') {
      if (!startsLine && this.#gap === '') this.#gap = ' ';
      return;
    }
    const leads = body.startsWith(' ') && this.#gap === '' ? ' ' : '';
    this.#text += this.#gap + leads + body.trim();
    this.#gap = body.endsWith(' ') ? ' ' : '';
  }

  /** Text that is kept to the letter, joined to what stands before it. */
  mark(text: string): void {
    this.#text += this.#gap + text;
    this.#gap = '';
  }

  /** At least that many line ends before what comes next. */
  breakLine(count: 1 | 2): void {
    if (this.#text === '') return;
    const wanted = '\n'.repeat(count);
    if (wanted.length > this.#gap.length || !this.#gap.includes('\n')) this.#gap = wanted;
  }

  toString(): string {
    return this.#text;
  }
}
