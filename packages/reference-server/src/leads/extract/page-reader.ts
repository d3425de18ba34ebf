import type { Handler } from 'htmlparser2';
import { parseHtml } from '../parse-html.ts';
import type { Attributes } from './attributes.ts';
import { condense } from './condense.ts';
import { isInline } from './tag-names.ts';
import { PageText } from './page-text.ts';
import { renderingOf } from './rendering.ts';
import { seam } from './scan-addresses.ts';
import type { PageStyles } from './stylesheet.ts';

export interface PageListener {
  /** A run of text between block boundaries, with seams where inline tags were. */
  text(text: string, hidden: boolean): void;
  element(name: string, attributes: Attributes, hidden: boolean): void;
  script(code: string, type: string): void;
}

/**
 * Walks a page in reading order and never fails: broken markup is read as browsers would. Lines, attributes and
 * scripts without a trace of an address are left out.
 */
export function readPage(html: string, styles: PageStyles, listener: PageListener): void {
  const reader = new PageReader(styles, listener);
  parseHtml(condense(html, styles), reader);
  reader.finish();
}

interface Open {
  readonly hidden: boolean;
  /** Whether the text began to read backwards here. */
  readonly turned: boolean;
}

class PageReader implements Partial<Handler> {
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
    else if (name === 'img') this.ontext(spokenAlt(attributes));
    else if (name !== 'wbr') this.ontext(seam);
    this.#open.push({ hidden, turned: reversed && this.#shown.turn() });
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
    if (closed?.turned === true) this.#shown.turnBack();
    if (closed?.hidden === true && !this.#isHidden) this.#hidden.flush();
    if (!isInline(name)) this.#shown.flush();
    else if (name !== 'wbr' && name !== 'img') this.ontext(seam);
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

/** A picture of an '@' has it in its description. */
function spokenAlt({ alt = '' }: Attributes): string {
  const spoken = alt.trim().toLowerCase();
  if (spoken === '@' || /^[[(]?at[\])]?$/.test(spoken)) return '@';
  return spoken === '.' || /^[[(]?dot[\])]?$/.test(spoken) ? '.' : seam;
}
