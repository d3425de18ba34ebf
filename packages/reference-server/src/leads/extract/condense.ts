import { CondensedPage } from './condensed-page.ts';
import { createAttributeClassifier, hintsAtAddress, scriptHintsAtAddress } from './hints.ts';
import type { PageStyles } from './stylesheet.ts';
import { tagName, type TagName } from './tag-names.ts';
import { endOfName, isLetter, scanAttributes } from './tag-scan.ts';

const [SLASH, BANG, QUESTION] = Array.from('/!?', (sign) => sign.charCodeAt(0));

/** Elements with content that is not markup, and the end of that content. */
const rawEnds = new Map(
  ['script', 'style', 'title', 'textarea', 'iframe', 'noembed', 'noframes', 'xmp'].map(
    (name) => [name, new RegExp(`</${name}(?=[\\s/>])`, 'gi')] as const,
  ),
);

/**
 * Removes the parts of a page that cannot hold an address or hide one: most lines, attributes, scripts and styles.
 * The parser needs a fraction of the time for the rest.
 */
export function condense(html: string, styles: PageStyles): string {
  return new Condenser(html, styles).run();
}

class Condenser {
  readonly #html: string;
  readonly #classify: ReturnType<typeof createAttributeClassifier>;
  readonly #page = new CondensedPage();
  #matters = false;
  #foreignDepth = 0;

  constructor(html: string, styles: PageStyles) {
    this.#html = html;
    this.#classify = createAttributeClassifier(styles);
  }

  run(): string {
    const html = this.#html;
    let from = 0;
    for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', Math.max(from, at + 1))) {
      const next = html.charCodeAt(at + 1);
      if (isLetter(next)) {
        this.#text(from, at);
        from = this.#open(at);
      } else if (next === SLASH && isLetter(html.charCodeAt(at + 2))) {
        this.#text(from, at);
        from = this.#close(at);
      } else if (next === SLASH || next === BANG || next === QUESTION) {
        this.#text(from, at);
        from = this.#comment(at);
      } else this.#page.keepLine();
    }
    this.#text(from, html.length);
    return this.#page.finish();
  }

  #text(from: number, to: number): void {
    if (from >= to) return;
    const source = this.#html.slice(from, to);
    this.#page.text(source, hintsAtAddress(source));
  }

  readonly #visit = (name: string, value: string): void => {
    const relevance = this.#classify(name, value);
    if (relevance === 'none') return;
    this.#matters = true;
    if (relevance === 'rendering') this.#page.expectHidden();
  };

  #scan(nameEnd: number): number {
    this.#matters = false;
    return scanAttributes(this.#html, nameEnd, this.#visit);
  }

  #open(at: number): number {
    const html = this.#html;
    const nameEnd = endOfName(html, at + 1);
    const end = this.#scan(nameEnd);
    if (end === -1) return this.#rest(at);
    const tag = tagName(html.slice(at + 1, nameEnd));
    const { name } = tag;
    const isClosed = html.charCodeAt(end - 1) === SLASH;
    if (!isClosed && (name === 'svg' || name === 'math')) this.#foreignDepth++;
    const rawEnd = isClosed && this.#foreignDepth > 0 ? undefined : rawEnds.get(name);
    if (rawEnd !== undefined) return this.#raw(at, end + 1, { tag, rawEnd });
    if (this.#matters) this.#page.keep(html.slice(at, end + 1), tag);
    else this.#page.open(tag, isClosed);
    return end + 1;
  }

  #raw(at: number, start: number, { tag, rawEnd }: { tag: TagName; rawEnd: RegExp }): number {
    const { name } = tag;
    rawEnd.lastIndex = start;
    const end = rawEnd.exec(this.#html)?.index ?? this.#html.length;
    const content = this.#html.slice(start, end);
    const isHinted =
      name === 'script' ? scriptHintsAtAddress(content) : name !== 'style' && hintsAtAddress(content);
    if (this.#matters || isHinted) this.#page.keep(this.#html.slice(at, name === 'style' ? start : end), tag);
    else this.#page.open(tag, false);
    return end;
  }

  #close(at: number): number {
    const nameEnd = endOfName(this.#html, at + 2);
    const end = this.#html.indexOf('>', nameEnd);
    if (end === -1) return this.#rest(at);
    const tag = tagName(this.#html.slice(at + 2, nameEnd));
    const { name } = tag;
    if (this.#foreignDepth > 0 && (name === 'svg' || name === 'math')) this.#foreignDepth--;
    this.#page.close(tag);
    return end + 1;
  }

  #comment(at: number): number {
    const end = endOfComment(this.#html, at);
    if (end === -1) return this.#rest(at);
    const source = this.#html.slice(at, end);
    const isHinted = hintsAtAddress(source);
    this.#page.text(isHinted ? source : '<!---->', isHinted);
    return end;
  }

  /** Keeps the rest of the page, because a tag or comment without an end is left to the parser. */
  #rest(at: number): number {
    this.#page.keepBlock(this.#html.slice(at));
    return this.#html.length;
  }
}

/** Returns the index after `<!-- … -->`, `<! … >`, `<? … >` or `</ … >`, or -1. */
function endOfComment(html: string, at: number): number {
  const isComment = html.startsWith('<!--', at);
  if (!isComment || /^-?>/.test(html.slice(at + 4, at + 6)))
    return html.indexOf('>', at + (isComment ? 4 : 2)) + 1 || -1;
  commentEnd.lastIndex = at + 4;
  const found = commentEnd.exec(html);
  return found === null ? -1 : found.index + found[0].length;
}

const commentEnd = /--!?>/g;
