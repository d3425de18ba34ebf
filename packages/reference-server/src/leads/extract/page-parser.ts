import type { Handler } from 'htmlparser2';
import { parseHtml } from '../parse-html.ts';
import type { Attributes } from './element-attributes.ts';
import { condense } from './condense.ts';
import { PageText } from './page-text.ts';
import { renderingOf } from './rendering.ts';
import { SEAM } from './scan-addresses.ts';
import type { PageStyles } from './stylesheet.ts';
import { isInline } from './tag-names.ts';

export interface PageListener {
  /** Called with the text between two block boundaries. `SEAM` replaces inline tags. */
  text(text: string, hidden: boolean): void;
  element(name: string, attributes: Attributes, hidden: boolean): void;
  script(code: string, type: string): void;
}

/**
 * Calls the listener for the parts of a page in reading order. Broken markup is parsed as browsers do. Lines,
 * attributes and scripts that cannot hold an address are left out.
 */
export function parsePage(html: string, styles: PageStyles, listener: PageListener): void {
  const reader = new PageParser(styles, listener);
  parseHtml(condense(html, styles), reader);
  reader.finish();
}

interface Open {
  readonly hidden: boolean;
  /** True when the text is reversed from this element on. */
  readonly reversed: boolean;
}

class PageParser implements Partial<Handler> {
  readonly #styles: PageStyles;
  readonly #listener: PageListener;
  readonly #shown: PageText;
  readonly #hidden: PageText;
  readonly #open: Open[] = [];
  #script: { readonly type: string; code: string } | null = null;
  #inStyle = false;

  constructor(styles: PageStyles, listener: PageListener) {
    this.#styles = styles;
    this.#listener = listener;
    this.#shown = new PageText((text) => listener.text(text, false));
    this.#hidden = new PageText((text) => listener.text(text, true));
  }

  onopentag(name: string, attributes: Attributes): void {
    const { hidden: hides, reversed } = renderingOf(name, attributes, this.#styles);
    const hidden = hides || this.#isHidden;
    if (!isInline(name)) this.#shown.flush();
    else if (name === 'img') this.ontext(writtenOutAlt(attributes));
    else if (name !== 'wbr') this.ontext(SEAM);
    this.#open.push({ hidden, reversed: reversed && this.#shown.beginReversed() });
    if (name === 'script') this.#script = { type: attributes['type'] ?? '', code: '' };
    else this.#listener.element(name, attributes, hidden);
    this.#inStyle = name === 'style';
  }

  onclosetag(name: string): void {
    const closed = this.#open.pop();
    this.#inStyle = false;
    if (this.#script !== null && name === 'script') {
      this.#listener.script(this.#script.code, this.#script.type);
      this.#script = null;
    }
    if (closed?.reversed === true) this.#shown.endReversed();
    if (closed?.hidden === true && !this.#isHidden) this.#hidden.flush();
    if (!isInline(name)) this.#shown.flush();
    else if (name !== 'wbr' && name !== 'img') this.ontext(SEAM);
  }

  ontext(text: string): void {
    if (this.#script !== null) this.#script.code += text;
    else if (!this.#inStyle) (this.#isHidden ? this.#hidden : this.#shown).append(text);
  }

  oncomment(text: string): void {
    this.#hidden.flush();
    this.#hidden.append(text);
    this.#hidden.flush();
  }

  finish(): void {
    this.#shown.flush();
    this.#hidden.flush();
  }

  get #isHidden(): boolean {
    return this.#open.at(-1)?.hidden === true;
  }
}

/** Returns '@' or '.' when the description of a picture names one. */
function writtenOutAlt({ alt = '' }: Attributes): string {
  const word = alt.trim().toLowerCase();
  if (word === '@' || /^[[(]?at[\])]?$/.test(word)) return '@';
  return word === '.' || /^[[(]?dot[\])]?$/.test(word) ? '.' : SEAM;
}
