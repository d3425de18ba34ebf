import { parseHtml } from './parse-html.ts';

/** Returns the visible text of a page, with one line for each block element. */
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

/** Elements with content that a browser does not show as text. */
export const unseen: ReadonlySet<string> = new Set(
  'title script style template noscript svg iframe object canvas'.split(' '),
);

/** Elements that begin and end a line. */
export const blocks: ReadonlySet<string> = new Set(
  'address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul'.split(
    ' ',
  ),
);

/** Elements without content and end tag. */
export const voids: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

/** Builds text as a browser shows it: a run of white space becomes one space, blocks become lines. */
export class Lines {
  #text = '';
  #gap = '';

  /** Appends text and collapses its white space. */
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

  /** Appends text unchanged. */
  mark(text: string): void {
    this.#text += this.#gap + text;
    this.#gap = '';
  }

  /** Puts at least that many line ends before the next text. */
  breakLine(count: 1 | 2): void {
    if (this.#text === '') return;
    const wanted = '\n'.repeat(count);
    if (wanted.length > this.#gap.length || !this.#gap.includes('\n')) this.#gap = wanted;
  }

  toString(): string {
    return this.#text;
  }
}
