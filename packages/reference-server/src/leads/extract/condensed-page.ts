import type { TagName } from './tag-names.ts';

/** Ends a line of text. */
const BOUNDARY = '<br>';

/** Collects the kept parts of a page. A line of text is kept or dropped as a whole. */
export class CondensedPage {
  readonly #parts: string[] = [BOUNDARY];
  /** The source since the last block boundary. `#lineTags` holds only its tags. */
  #line = '';
  readonly #lineTags: string[] = [];
  #isKept = false;
  #expectsHidden = false;

  /** After an element that may hide text, all tags are kept, so that the end of that element stays in place. */
  expectHidden(): void {
    this.#expectsHidden = true;
  }

  keepLine(): void {
    this.#isKept = true;
  }

  text(source: string, isKept: boolean): void {
    this.#line += source;
    if (isKept) this.#isKept = true;
  }

  /** Keeps a tag with its attributes. */
  keep(source: string, { name, isInline }: TagName): void {
    if (isInline) this.#inline(source);
    else this.keepBlock(source);
    if (name === 'img') this.#isKept = true;
  }

  keepBlock(source: string): void {
    this.#endLine();
    this.#parts.push(source);
  }

  open(tag: TagName, isClosed: boolean): void {
    const source = isClosed ? `<${tag.name}/>` : tag.opening;
    const isDropped = !this.#expectsHidden && tag.isEmpty;
    if (tag.isInline) {
      this.#line += source;
      if (!isDropped) this.#lineTags.push(source);
    } else {
      this.#endLine();
      if (isDropped) this.#endBlock();
      else this.#parts.push(source);
    }
  }

  close({ opening, closing, isInline }: TagName): void {
    if (!isInline) {
      this.#endLine();
      if (this.#dropEmpty(opening)) this.#endBlock();
      else this.#parts.push(closing);
      return;
    }
    this.#line += closing;
    if (!this.#expectsHidden && this.#lineTags.at(-1) === opening) this.#lineTags.pop();
    else this.#lineTags.push(closing);
  }

  finish(): string {
    this.#endLine();
    return this.#parts.join('');
  }

  #inline(tag: string): void {
    this.#line += tag;
    this.#lineTags.push(tag);
  }

  #endLine(): void {
    if (this.#line === '') return;
    if (this.#isKept) this.#parts.push(this.#line);
    else if (this.#lineTags.length > 0) this.#parts.push(this.#lineTags.join(''));
    this.#line = '';
    this.#lineTags.length = 0;
    this.#isKept = false;
  }

  #endBlock(): void {
    if (this.#parts.at(-1) !== BOUNDARY) this.#parts.push(BOUNDARY);
  }

  /** Removes the opening tag of an empty element. Returns false when the element has content. */
  #dropEmpty(opening: string): boolean {
    if (this.#expectsHidden) return false;
    const parts = this.#parts;
    if (parts.at(-1) === BOUNDARY && parts.at(-2) === opening) parts.pop();
    if (parts.at(-1) !== opening) return false;
    parts.pop();
    return true;
  }
}
